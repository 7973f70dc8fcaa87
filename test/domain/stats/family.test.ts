import { describe, expect, test } from "vitest";
import { comparePaired, type Arm } from "../../../harness/domain/stats/compare.ts";
import { adjustFamily, compareWithBaseline } from "../../../harness/domain/stats/family.ts";
import { holm } from "../../../harness/domain/stats/multiplicity.ts";
import { fromCells, makeItems, noisyItems, single } from "./fixtures/make-items.ts";

const baseline = single(noisyItems(1200, 50, { seed: 100, p: 0.5 }));
const arm = (seed: number, p: number): Arm => single(noisyItems(1200, 50, { seed, p }));

describe("a family of comparisons", () => {
  test("p-values are Holm's over all that could be compared", () => {
    const members = compareWithBaseline({
      baseline,
      arms: [arm(1, 0.58), arm(2, 0.5), arm(3, 0.53), single(makeItems(7, 7, () => true))],
      alpha: 0.05,
      margin: null,
    });
    const raw = members.flatMap(({ comparison }) => (comparison === null ? [] : [comparison.p]));
    expect(raw).toHaveLength(3);
    expect(members.map(({ pAdjusted }) => pAdjusted)).toEqual([...holm(raw), null]);
    expect(members[3]?.verdict).toMatchObject({
      kind: "not-comparable",
      problem: { reason: "different-items" },
    });
    expect(members[0]?.verdict.kind).toBe("better");
  });

  test("what is better alone may not be better among ten", () => {
    const { a, b } = fromCells({ both: 300, onlyA: 130, onlyB: 98, neither: 300 });
    const alone = comparePaired({ a: single(a), b: single(b), alpha: 0.05, margin: null });
    expect(alone.ok && alone.value.p).toBeGreaterThan(0.01);
    expect(alone.ok && alone.value.verdict.kind).toBe("better");
    const family = adjustFamily(Array.from({ length: 10 }, () => alone));
    expect(new Set(family.map(({ verdict }) => verdict.kind))).toEqual(new Set(["inconclusive"]));
  });

  test("a family of one is not corrected, and of none is empty", () => {
    const [only] = compareWithBaseline({ baseline, arms: [arm(4, 0.55)], alpha: 0.05, margin: null });
    expect(only?.pAdjusted).toBe(only?.comparison?.p);
    expect(adjustFamily([])).toEqual([]);
  });
});
