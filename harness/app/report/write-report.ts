import type { Report } from "../../domain/report/report.ts";
import { summaryMarkdown } from "../../domain/report/summary-markdown.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { publicReport } from "../../../site/public-report.ts";
import { scoresCsv } from "../../../site/scores-csv.ts";
import type { Refusal } from "../refusal.ts";

/** A folder that a report is written into. */
export interface ReportFolder {
  /** The text of a file; null if it is not there. */
  read(name: string): string | null;
  /** Writes atomically; the full path, or why not. */
  write(name: string, text: string): Result<string, Refusal>;
}

/** What was written. */
export interface WrittenReport {
  readonly files: readonly string[];
  readonly changed: boolean;
}

/** Writes report.json, summary.md and scores.csv; question texts only where their licence allows it. */
export function writeReport(report: Report, folder: ReportFolder): Result<WrittenReport, Refusal> {
  const shown = publicReport(report);
  const texts = {
    "report.json": `${JSON.stringify(shown, null, 1)}\n`,
    "summary.md": summaryMarkdown(shown),
    "scores.csv": scoresCsv(shown),
  };
  const files: string[] = [];
  let changed = false;
  for (const [name, text] of Object.entries(texts)) {
    changed ||= folder.read(name) !== text;
    const written = folder.write(name, text);
    if (!written.ok) return err(written.error);
    files.push(written.value);
  }
  return ok({ files, changed });
}
