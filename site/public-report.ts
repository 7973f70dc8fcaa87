import type { Report } from "../harness/domain/report/report.ts";
import { sameKey } from "./view/score-key.ts";

/** The report as it may be published: without question texts whose licence does not allow it on a public page. */
export function publicReport(report: Report): Report {
  return {
    ...report,
    comparisons: report.comparisons.map((comparison) => {
      const allowed =
        report.benchmarks.find((benchmark) => sameKey(benchmark, comparison))?.publicText === true;
      if (allowed) return comparison;
      return {
        ...comparison,
        discordant: comparison.discordant.map((item) => ({ ...item, question: null })),
      };
    }),
  };
}
