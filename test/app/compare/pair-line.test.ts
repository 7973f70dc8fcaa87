import { describe, expect, it } from "vitest";
import { compareRuns } from "../../../harness/app/compare/compare-runs.ts";
import { pairLine } from "../../../harness/app/compare/pair-line.ts";
import { comparisonOutput } from "../../../harness/domain/contract/outputs/comparison.ts";
import { memoryStore, storeRuns } from "./stored-runs.ts";

function lineOf(a: (question: number) => boolean, b: (question: number) => boolean, shots = 0) {
  const store = memoryStore();
  storeRuns(store, [
    { strategy: "a", seed: 1, isRight: a },
    { strategy: "b", seed: 1, shots, isRight: b },
  ]);
  const compared = compareRuns(store, {
    names: ["a", "b"],
    baseline: null,
    benchmark: null,
    margin: null,
    isFamily: false,
  });
  if (!compared.ok) throw new Error(JSON.stringify(compared.error));
  const [pair] = compared.value;
  if (pair === undefined) throw new Error("no pair");
  return pairLine(pair);
}

const check = (line: ReturnType<typeof lineOf>) =>
  comparisonOutput.parse({
    pairs: [JSON.parse(JSON.stringify(line))],
    family: { names: ["a", "b"], baseline: null, comparisons: 1, correction: "none", alpha: 0.05 },
  });

describe("a pair as it is printed", () => {
  it("has points for differences and fractions for everything else", () => {
    const line = lineOf(
      (question) => question % 10 !== 0,
      (question) => question % 2 === 0,
    );
    expect(line).toMatchObject({
      n: 40,
      clusters: 10,
      seeds: [1, 1],
      score_a: 0.9,
      score_b: 0.5,
      verdict: "better",
    });
    expect(line.diff_pts).toBeCloseTo(40, 8);
    expect(line.relative_improvement).toBeCloseTo(0.8, 8);
    expect(line.verdict_words).toEqual({ en: "better", zh: "更好" });
    check(line);
  });

  it("says why where nothing can be compared", () => {
    const line = lineOf(
      () => true,
      () => true,
      5,
    );
    expect(line).toMatchObject({ n: 0, diff_pts: null, p: null, verdict: "not-comparable" });
    expect(line.verdict_words.en).toContain("different shots");
    check(line);
  });
});
