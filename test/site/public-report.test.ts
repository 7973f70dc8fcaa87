import { describe, expect, it } from "vitest";
import { publicReport } from "../../site/public-report.ts";
import { report } from "../fixtures/report.ts";

describe("publicReport", () => {
  it("drops the texts of questions whose licence keeps them off public pages, and keeps the others", () => {
    const texts = (benchmark: string): (string | null)[] =>
      publicReport(report)
        .comparisons.filter((comparison) => comparison.benchmark === benchmark)
        .flatMap(({ discordant }) => discordant.map(({ question }) => question));
    expect(texts("ceval").length).toBeGreaterThan(0);
    expect(texts("ceval").every((text) => text === null)).toBe(true);
    expect(texts("acquisition").every((text) => text !== null)).toBe(true);
  });

  it("drops them too where the report does not say which benchmark they are of", () => {
    const shown = publicReport({ ...report, benchmarks: [] });
    expect(
      shown.comparisons.flatMap(({ discordant }) => discordant).every(({ question }) => question === null),
    ).toBe(true);
  });
});
