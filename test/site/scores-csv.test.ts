import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { scoresCsv } from "../../site/scores-csv.ts";
import { report } from "../fixtures/report.ts";

const rows = (text: string): Record<string, string>[] => parse(text, { columns: true });

describe("scores.csv", () => {
  it("holds every score of every strategy and run, with all digits", () => {
    const read = rows(scoresCsv(report));
    const scores = [...report.strategies, ...report.runs].flatMap((one) => one.scores);
    expect(read).toHaveLength(scores.length);
    expect(read.map(({ micro }) => Number(micro))).toEqual(scores.map(({ micro }) => micro.value));
  });

  it("keeps a hostile name in one cell", () => {
    const read = rows(scoresCsv(report));
    expect(read.some(({ name }) => name === `other"><script>alert(1)</script>`)).toBe(true);
  });

  it("disarms a name that a spreadsheet would run as a formula", () => {
    const [strategy] = report.strategies;
    if (strategy === undefined) throw new Error("Internal error: the fixture has strategies");
    const text = scoresCsv({
      ...report,
      runs: [],
      strategies: [{ ...strategy, strategy: `=HYPERLINK("x")` }],
    });
    expect(rows(text)[0]?.name).toBe(`'=HYPERLINK("x")`);
  });
});
