import { describe, expect, test } from "vitest";
import { comparePaired, type PairedComparison } from "../../../harness/domain/stats/compare.ts";
import type { ScoredItem } from "../../../harness/domain/stats/item-table.ts";
import { makeItems, noisyItems, single } from "./fixtures/make-items.ts";

function compare(a: readonly ScoredItem[], b: readonly ScoredItem[]): PairedComparison {
  const result = comparePaired({ a: single(a), b: single(b), alpha: 0.05, margin: null });
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

describe("the ratios of a comparison", () => {
  test("the relative interval leaves out 0 exactly where the difference's does", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { relative, diffCi } = compare(
        noisyItems(400, 25, { seed, p: 0.56 }),
        noisyItems(400, 25, { seed: -seed, p: 0.5 }),
      );
      expect(relative.kind).toBe("interval");
      if (relative.kind === "interval") expect(relative.low > 0).toBe(diffCi.low > 0);
    }
  });

  test("above chance on both sides both ratios are given; the chance-adjusted one is larger", () => {
    const { relative, relativeChanceAdjusted } = compare(
      noisyItems(4000, 50, { seed: 1, p: 0.8 }),
      noisyItems(4000, 50, { seed: 2, p: 0.5 }),
    );
    expect(relative.kind === "interval" && relative.value).toBeCloseTo(0.6, 1);
    expect(relativeChanceAdjusted.kind === "interval" && relativeChanceAdjusted.value).toBeCloseTo(1.2, 1);
  });

  test("against a guesser only the raw ratio is given", () => {
    const { relative, relativeChanceAdjusted } = compare(
      noisyItems(2000, 50, { seed: 1, p: 0.8 }),
      noisyItems(2000, 50, { seed: 2, p: 0.25 }),
    );
    expect(relative.kind).toBe("interval");
    expect(relativeChanceAdjusted).toEqual({ kind: "undefined", reason: "baseline-near-chance" });
  });

  test("between two guessers, over zero, and without disagreement there is a reason instead", () => {
    const guess = compare(
      noisyItems(500, 50, { seed: 1, p: 0.25 }),
      noisyItems(500, 50, { seed: 2, p: 0.25 }),
    );
    expect(guess.relative).toEqual({ kind: "undefined", reason: "not-above-chance" });
    const zero = compare(
      makeItems(100, 10, () => true),
      makeItems(100, 10, () => false),
    );
    expect(zero.relative).toEqual({ kind: "undefined", reason: "baseline-zero" });
    const same = compare(
      makeItems(100, 10, () => true),
      makeItems(100, 10, () => true),
    );
    expect(same.relative).toEqual({ kind: "undefined", reason: "no-variation" });
  });

  test("an arm with all right is not taken for a certainty", () => {
    const { relative } = compare(
      makeItems(200, 20, () => true),
      noisyItems(200, 20, { seed: 3, p: 0.9 }),
    );
    expect(relative.kind === "interval" && relative.high - relative.low).toBeGreaterThan(0.05);
  });
});
