import { describe, expect, it } from "vitest";
import type { Report } from "../../../harness/domain/report/report.ts";
import { leaderboard, type BoardRow } from "../../../site/view/leaderboard.ts";
import { report } from "../../fixtures/report.ts";
import { contextFor } from "../../fixtures/site.ts";

function board(benchmark: string, shown: Report = report): readonly BoardRow[] {
  const found = shown.benchmarks.find((one) => one.benchmark === benchmark);
  if (found === undefined) throw new Error(`Internal error: no benchmark ${benchmark}`);
  return leaderboard(found, contextFor({ kind: "front" }, "en", shown));
}

const row = (rows: readonly BoardRow[], name: string): BoardRow | undefined =>
  rows.find((one) => one.name === name);

describe("the leaderboard", () => {
  it("is ordered by score, with chance and the other guesses at their places", () => {
    expect(board("acquisition").map(({ name }) => name)).toEqual([
      "train-deep",
      "full",
      "middle",
      "attention-only",
      `other"><script>alert(1)</script>`,
      "best constant letter",
      "train-shallow",
      "chance",
      "longest option",
    ]);
  });

  it("gives each score, difference and ratio with its interval, or says that it is undefined", () => {
    const deep = row(board("acquisition"), "train-deep");
    expect(deep?.score).toEqual({ value: "95.2", range: "[93.1, 97.3]" });
    expect(deep?.diff).toEqual({ value: "+2.1", range: "[+0.7, +3.6]" });
    expect(deep?.relative?.value).toBe("+2.3%");
    expect(deep?.verdict).toMatchObject({
      tone: "better",
      text: "better",
      href: "compare/train-deep--full.html",
    });
    expect(row(board("ceval"), "train-deep")).toMatchObject({
      relative: null,
      relativeUndefined: "undefined",
    });
  });

  it("marks what is not above chance, and what is only above chance", () => {
    expect(row(board("acquisition"), "train-shallow")?.badge).toBe("not above chance");
    expect(row(board("ceval"), "train-shallow")?.badge).toBe("not above a guess without the question");
    expect(row(board("acquisition"), "full")?.badge).toBeNull();
  });

  it("says how many seeds count where a run failed", () => {
    expect(row(board("acquisition"), "attention-only")).toMatchObject({ seeds: "2 of 3", seedsShort: true });
    expect(row(board("acquisition"), "full")).toMatchObject({
      seeds: "3",
      seedsShort: false,
      isBaseline: true,
    });
  });

  it("leaves out who was never asked, but keeps a strategy of which every run failed", () => {
    expect(row(board("retention"), `other"><script>alert(1)</script>`)).toBeUndefined();
    const failed: Report = {
      ...report,
      strategies: report.strategies.map((one) => (one.strategy === "middle" ? { ...one, scores: [] } : one)),
      runs: report.runs.map((one) =>
        one.strategy === "middle" ? { ...one, status: "failed", scores: [] } : one,
      ),
    };
    expect(row(board("retention", failed), "middle")).toMatchObject({ score: null, seeds: "0 of 3" });
  });
});
