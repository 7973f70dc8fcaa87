import { expect, test } from "vitest";
import { allPairs, compareMany, type ManyComparison } from "../../../harness/domain/stats/compare-many.ts";
import { comparePaired } from "../../../harness/domain/stats/compare.ts";
import { rankSets } from "../../../harness/domain/stats/rank-sets.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";
import { makeItems, noisyItems, single } from "./fixtures/make-items.ts";
import { expectClose } from "./fixtures/close.ts";

const noisy = (seed: number, p: number) => single(noisyItems(2000, 50, { seed, p }));
const many = (request: Parameters<typeof compareMany>[0]): ManyComparison =>
  valueOf(compareMany({ draws: 999, ...request }));

test("each pair is what it is alone, with a wider interval and a larger p", () => {
  const arms = [noisy(1, 0.35), noisy(2, 0.3), noisy(3, 0.3)];
  const family = many({ arms });
  expect(family.pairs.map(({ a, b }) => [a, b])).toEqual(allPairs(3));
  for (const pair of family.pairs) {
    const [a, b] = [arms[pair.a], arms[pair.b]];
    if (a === undefined || b === undefined) throw new Error("no arms");
    const alone = valueOf(comparePaired({ a, b, alpha: 0.05, margin: null }));
    expectClose(pair.diff, alone.diff);
    expectClose(pair.p, alone.p);
    expect(pair.interval).toEqual(alone.diffCi);
    expect(pair.pAdjusted).toBeGreaterThanOrEqual(pair.p);
    expect(pair.simultaneous.low).toBeLessThan(pair.interval.low);
    expect(pair.simultaneous.high).toBeGreaterThan(pair.interval.high);
  }
});

test("a clear winner is first in its rank set, and the equal others share the rest", () => {
  const family = many({ arms: [noisy(4, 0.3), noisy(5, 0.5), noisy(6, 0.3)] });
  expect(rankSets(3, family.pairs)[1]).toEqual({ best: 1, worst: 1 });
  expect(rankSets(3, family.pairs)[0]).toEqual({ best: 2, worst: 3 });
  expectClose(
    family.accuracies[1] ?? NaN,
    (family.pairs[0]?.diff ?? NaN) * -1 + (family.accuracies[0] ?? NaN),
  );
});

test("pairs against one baseline are a smaller family than all pairs", () => {
  const arms = [1, 2, 3, 4, 5].map((seed) => noisy(seed, 0.3));
  const against = many({ arms, pairs: [1, 2, 3, 4].map((arm) => [arm, 0] as const) });
  expect(against.alphaPerPair).toBeGreaterThan(many({ arms }).alphaPerPair);
  expect(against.pairs).toHaveLength(4);
});

test("seeds count as in a pair alone: those that disagree widen the interval", () => {
  const arm = (ps: readonly number[], from: number) => ({
    runs: ps.map((p, k) => ({ seed: k, items: noisyItems(2000, 50, { seed: from + k, p }) })),
  });
  const calm = many({ arms: [arm([0.45, 0.45, 0.45], 1), arm([0.3, 0.3, 0.3], 11)] });
  const shaky = many({ arms: [arm([0.65, 0.45, 0.25], 1), arm([0.3, 0.3, 0.3], 11)] });
  expect(calm.pairs[0]?.pAdjusted).toBeLessThan(0.01);
  expect(shaky.pairs[0]?.pAdjusted).toBeGreaterThan(0.1);
});

test("the same run twice, one arm, all right and all wrong: a true statement each, never NaN", () => {
  const arms = [
    single(makeItems(100, 10, () => true)),
    single(makeItems(100, 10, () => true)),
    single(makeItems(100, 10, () => false)),
  ];
  const family = many({ arms });
  expect(family.pairs[0]).toMatchObject({ diff: 0, p: 1, pAdjusted: 1 });
  expect(family.pairs[1]?.pAdjusted).toBeLessThan(0.01);
  expect(JSON.stringify(family)).not.toContain("null"); // how JSON would write NaN
  expect(many({ arms: arms.slice(0, 1) }).pairs).toEqual([]);
});

test("arms of different questions are not compared", () => {
  const arms = [single(makeItems(10, 5, () => true)), single(makeItems(11, 5, () => true))];
  expect(errorOf(compareMany({ arms })).reason).toBe("different-items");
  expect(errorOf(compareMany({ arms: [] })).reason).toBe("no-items");
});
