import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, type Evidence } from "../../../harness/domain/stats/verdict.ts";

const clear: Evidence = {
  diff: 0.04,
  alpha: 0.05,
  margin: 0.01,
  scope: "clusters",
  p: 0.001,
  pItems: 0.001,
  disagreements: 300,
  equivalenceCi: { low: 0.02, high: 0.06 },
  aboveChanceA: 1e-9,
  aboveChanceB: 0.4,
  needed: { items: 5000, seeds: null, itemsForEquivalence: null },
};

describe("the verdict", () => {
  test("significant across clusters: better, or worse", () => {
    expect(judge(clear)).toEqual({ kind: "better", withinMargin: false });
    expect(judge({ ...clear, diff: -0.04 })).toEqual({ kind: "worse", withinMargin: false });
  });

  test("better by less than the margin says so", () => {
    expect(judge({ ...clear, diff: 0.005, equivalenceCi: { low: 0.002, high: 0.008 } })).toEqual({
      kind: "better",
      withinMargin: true,
    });
  });

  test("significant by question only: on these questions", () => {
    expect(judge({ ...clear, p: 0.2 })).toEqual({ kind: "better-here", why: "not-across-clusters" });
    expect(judge({ ...clear, scope: "questions", diff: -0.04 })).toEqual({
      kind: "worse-here",
      why: "few-clusters",
    });
  });

  test("few disagreements need the exact view as well", () => {
    expect(judge({ ...clear, disagreements: 5, pItems: 0.0625 }).kind).toBe("inconclusive");
    expect(judge({ ...clear, disagreements: 5, pItems: 0.03 }).kind).toBe("better");
    expect(judge({ ...clear, disagreements: 300, pItems: 0.06 }).kind).toBe("better");
  });

  test("an interval within the margin is equivalence; without a margin it is not asked", () => {
    const near = { ...clear, diff: 0.001, p: 0.7, pItems: 0.7, equivalenceCi: { low: -0.005, high: 0.007 } };
    expect(judge(near)).toEqual({ kind: "equivalent", margin: 0.01, scope: "clusters" });
    expect(judge({ ...near, margin: null }).kind).toBe("inconclusive");
    expect(judge({ ...near, equivalenceCi: { low: -0.005, high: 0.011 } }).kind).toBe("inconclusive");
  });

  test("two guessers are never ranked", () => {
    expect(judge({ ...clear, aboveChanceA: 0.05 }).kind).toBe("not-above-chance");
  });

  test("swapping the arms swaps better and worse and nothing else", () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    const end = fc.double({ min: -0.1, max: 0.1, noNaN: true });
    const evidence = fc.record({
      diff: end,
      p,
      pItems: p,
      disagreements: fc.nat(60),
      low: end,
      high: end,
      a: p,
      b: p,
    });
    const swapped = new Map<string, string>([
      ["better", "worse"],
      ["worse", "better"],
      ["better-here", "worse-here"],
      ["worse-here", "better-here"],
    ]);
    fc.assert(
      fc.property(evidence, ({ diff, low, high, a, b, ...rest }) => {
        const forward = {
          ...clear,
          ...rest,
          diff,
          equivalenceCi: { low, high },
          aboveChanceA: a,
          aboveChanceB: b,
        };
        const equivalenceCi = { low: -high, high: -low };
        const backward = { ...forward, diff: -diff, equivalenceCi, aboveChanceA: b, aboveChanceB: a };
        const { kind } = judge(forward);
        expect(judge(backward).kind).toBe(swapped.get(kind) ?? kind);
      }),
    );
  });
});
