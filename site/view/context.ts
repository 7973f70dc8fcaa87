import type { ComparisonInReport, Report } from "../../harness/domain/report/report.ts";
import { pagePath, relativeHref, type Language, type Page } from "../page.ts";
import { slug } from "../slug.ts";
import type { Words } from "../words/en.ts";

/** What every view model is made from. */
export interface ViewContext {
  readonly report: Report;
  readonly language: Language;
  readonly words: Words;
  readonly here: Page;
  readonly slugs: ReadonlyMap<string, string>;
}

/** The file of a name's page, without its folder and ending. */
export const slugOf = (name: string, { slugs }: ViewContext): string => slugs.get(name) ?? slug(name);

/** A relative link to another page in the same language. */
export const linkTo = (page: Page, { here, language }: ViewContext): string =>
  relativeHref(pagePath(here, language), pagePath(page, language));

/** A relative link to a file that has no language, e.g. "assets/site.css". */
export const linkToFile = (file: string, { here, language }: ViewContext): string =>
  relativeHref(pagePath(here, language), file);

/** The link to a strategy's page, or to a run's where the name is a run's; null where neither is in the report. */
export function linkToName(name: string, context: ViewContext): string | null {
  const { report } = context;
  if (report.strategies.some(({ strategy }) => strategy === name)) {
    return linkTo({ kind: "strategy", slug: slugOf(name, context) }, context);
  }
  if (!report.runs.some(({ run }) => run === name)) return null;
  return linkTo({ kind: "run", slug: slugOf(name, context) }, context);
}

/** The page of a comparison. */
export const comparisonPage = (pair: Pick<ComparisonInReport, "a" | "b">, context: ViewContext): Page => ({
  kind: "comparison",
  slugA: besideHyphens(slugOf(pair.a, context)),
  slugB: besideHyphens(slugOf(pair.b, context)),
});

/** A slug that can stand beside "--": its own hyphens at an end or in a row are escaped, so that no two pairs meet. */
const besideHyphens = (text: string): string => text.replace(/^-|-(?=-)|-$/g, "~u2d~");
