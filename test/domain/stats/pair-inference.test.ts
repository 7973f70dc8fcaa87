import { describe, expect, test } from "vitest";
import { itemTable, type ItemTable, type ScoredItem } from "../../../harness/domain/stats/item-table.ts";
import { inferPair, type PairInference } from "../../../harness/domain/stats/pair-inference.ts";
import { pairedDifference } from "../../../harness/domain/stats/paired.ts";
import { studentTwoSided } from "../../../harness/domain/stats/special/student-t.ts";
import { seedPairing } from "../../../harness/domain/stats/seed-pairing.ts";
import { fromCells, makeItems, noisyItems } from "./fixtures/make-items.ts";

function table(...runs: readonly (readonly ScoredItem[])[]): ItemTable {
  const result = itemTable(runs.map((items, k) => ({ seed: k + 1, items })));
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}
const infer = (a: ItemTable, b: ItemTable): PairInference =>
  inferPair(pairedDifference({ a: a.means, b: b.means, clusters: a.clusters }), seedPairing(a, b));

describe("the method of a paired test", () => {
  test("enough clusters that differ: CR1 and t, beside McNemar", () => {
    const [a, b] = [
      table(noisyItems(600, 30, { seed: 1, p: 0.6 })),
      table(noisyItems(600, 30, { seed: 2, p: 0.5 })),
    ];
    const result = infer(a, b);
    const moments = pairedDifference({ a: a.means, b: b.means, clusters: a.clusters });
    expect(result.method).toBe("cr1-t");
    expect(result.df).toBe(29);
    expect(result.p).toBe(studentTwoSided(moments.diff / Math.sqrt(moments.byCluster.varDiff), 29));
    expect(result.pItems).toBe(result.mcnemar?.midP);
  });

  test("the interval leaves out 0 exactly where p is below alpha", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const result = infer(
        table(noisyItems(300, 20, { seed, p: 0.57 })),
        table(noisyItems(300, 20, { seed: -seed, p: 0.5 })),
      );
      const { low, high } = result.interval(0.95);
      expect(low > 0 || high < 0).toBe(result.p < 0.05);
      const atP = result.interval(1 - result.p);
      expect(Math.min(Math.abs(atP.low), Math.abs(atP.high))).toBeLessThan(1e-9);
    }
  });

  test("fewer than six clusters that differ speak for these questions only", () => {
    const a = makeItems(500, 5, (i) => i % 3 !== 0);
    const b = makeItems(500, 5, (i) => i % 2 === 0);
    const result = infer(table(a), table(b));
    expect(result.method).toBe("tango-mid-p");
    expect(result.p).toBe(result.mcnemar?.midP);
    const twoSeeds = infer(table(a, noisyItems(500, 5, { seed: 1, p: 0.6 })), table(b, b));
    expect(twoSeeds).toMatchObject({ method: "items-t", mcnemar: null });
  });

  test("clusters that never differ do not count as evidence about clusters", () => {
    const a = makeItems(500, 50, (i) => i % 50 < 5);
    const b = makeItems(500, 50, () => false);
    expect(infer(table(a), table(b)).method).toBe("tango-mid-p");
  });

  test("clusters that all show the same difference have the p of a sign-flip test, not 0", () => {
    const result = infer(table(makeItems(60, 10, () => true)), table(makeItems(60, 10, () => false)));
    expect(result.method).toBe("unanimous-clusters");
    expect(result.p).toBe(2 ** -9);
    const { low, high } = result.interval(0.95);
    expect(low).toBeGreaterThan(0.85);
    expect(high).toBe(1);
  });

  test("identical arms have p = 1 and still a range", () => {
    const items = noisyItems(100, 10, { seed: 3, p: 0.4 });
    const one = infer(table(items), table(items));
    expect(one).toMatchObject({ method: "tango-mid-p", p: 1 });
    expect(one.interval(0.95).high).toBeGreaterThan(0.03);
    const many = infer(table(items, items), table(items, items));
    expect(many).toMatchObject({ method: "identical", p: 1, pItems: 1 });
    expect(many.interval(0.95).high).toBeGreaterThan(0.01);
  });

  test("where only seeds vary no p-value is made of them", () => {
    const right = makeItems(60, 10, () => true);
    const wrong = makeItems(60, 10, () => false);
    const result = infer(table(right, wrong, right), table(wrong, wrong, wrong));
    expect(result).toMatchObject({ method: "seeds-only", p: 1, pItems: 1 });
    expect(result.interval(0.95).high).toBe(1);
    expect(result.interval(0.95).low).toBeLessThan(0);
  });

  test("seeds that disagree widen the interval of seeds that agree", () => {
    const steady = infer(
      table(...[1, 2, 3].map((seed) => noisyItems(600, 30, { seed, p: 0.6 }))),
      table(...[4, 5, 6].map((seed) => noisyItems(600, 30, { seed, p: 0.5 }))),
    );
    const shaky = infer(
      table(...[0.45, 0.6, 0.75].map((p, k) => noisyItems(600, 30, { seed: k + 1, p }))),
      table(...[4, 5, 6].map((seed) => noisyItems(600, 30, { seed, p: 0.5 }))),
    );
    expect(steady.p).toBeLessThan(0.001);
    expect(shaky.p).toBeGreaterThan(0.05);
    expect(shaky.error.dominant).toBe("seeds");
  });

  test("the golden table 234 / 162 / 108 / 842 by question has Tango's interval and McNemar's p", () => {
    const { a, b } = fromCells({ both: 234, onlyA: 162, onlyB: 108, neither: 842 });
    const inOne = (items: readonly ScoredItem[]): readonly ScoredItem[] =>
      items.map((item) => ({ ...item, cluster: "all" }));
    const result = infer(table(inOne(a)), table(inOne(b)));
    expect(result.interval(0.95).low).toBeCloseTo(0.0163015, 7);
    expect(result.interval(0.95).high).toBeCloseTo(0.0641603, 7);
    expect(result.p).toBeCloseTo(0.00100097, 8);
  });
});
