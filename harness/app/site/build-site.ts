import { renderSite } from "../../../site/render-site.ts";
import type { Report } from "../../domain/report/report.ts";
import type { Result } from "../../domain/result.ts";
import { buildReport, type BuildReportRequest } from "../report/build-report.ts";
import type { Refusal } from "../refusal.ts";

/** The texts that pages are made of, and where pages go. */
export interface SitePort {
  sources(): Promise<{
    readonly templates: ReadonlyMap<string, string>;
    readonly assets: ReadonlyMap<string, string>;
  }>;
  /** Verifies the pages and swaps them in; why not, if not. */
  publish(files: ReadonlyMap<string, string>): Promise<Result<PublishedSite, Refusal>>;
}

/** A site that stands. */
export interface PublishedSite {
  readonly out: string; // absolute
  readonly index: string; // the address of the first page
  readonly pages: number;
  readonly bytes: number;
  readonly changed: boolean; // false: it stood already, to the last byte
}

/** Reads the store, makes the report, renders the pages, and publishes them. */
export async function buildSite(
  request: BuildReportRequest,
  deps: Parameters<typeof buildReport>[1] & { readonly site: SitePort },
): Promise<Result<PublishedSite & { readonly report: Report }, Refusal>> {
  const report = await buildReport(request, deps);
  if (!report.ok) return report;
  const pages = renderSite({ report: report.value, ...(await deps.site.sources()) });
  const published = await deps.site.publish(pages);
  return published.ok ? { ok: true, value: { ...published.value, report: report.value } } : published;
}
