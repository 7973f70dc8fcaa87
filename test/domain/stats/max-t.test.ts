import { describe, expect, test } from "vitest";
import { maxT, type FamilyPair } from "../../../harness/domain/stats/max-t.ts";
import { holm } from "../../../harness/domain/stats/multiplicity.ts";
import { randomStream } from "../../../harness/domain/stats/random.ts";
import { normalQuantile } from "../../../harness/domain/stats/special/normal.ts";
import { studentTwoSided } from "../../../harness/domain/stats/special/student-t.ts";

const CLUSTERS = 67;
const shares = new Float64Array(CLUSTERS).fill(1 / CLUSTERS);

/** Scores of independent arms: normal per cluster, centred. */
function noise(arms: number, seed: number): readonly Float64Array[] {
  const random = randomStream(seed);
  return Array.from({ length: arms }, () => {
    const drawn = shares.map(() => normalQuantile(random.nextFloat() * 0.999 + 0.0005));
    const mean = drawn.reduce((a, b) => a + b) / CLUSTERS;
    return drawn.map((value) => value - mean);
  });
}

const pairs = (
  list: readonly (readonly [number, number, number])[],
  fromClusters = true,
): readonly FamilyPair[] => list.map(([a, b, p]) => ({ a, b, p, fromClusters }));

const everyPair = (arms: number, p: number) =>
  pairs(
    Array.from({ length: arms }, (_, a) => a).flatMap((a) =>
      Array.from({ length: arms - a - 1 }, (_, i) => [a, a + 1 + i, p] as const),
    ),
  );

const settings = { alpha: 0.05, draws: 4999, seed: 3 };

describe("max-T over clusters", () => {
  test("one pair alone keeps its p-value and its level, to the noise of the draws", () => {
    for (const p of [0.01, 0.05, 0.3]) {
      const alone = maxT({ ...settings, scores: noise(2, 1), shares, pairs: pairs([[0, 1, p]]) });
      expect(Math.abs((alone.pAdjusted[0] ?? NaN) - p)).toBeLessThan(0.012);
      expect(Math.abs(alone.alphaPerPair - 0.05)).toBeLessThan(0.012);
    }
  });

  // Critical |t| of all pairs of K independent equal arms: references/statistics.md, section 1(c), about 2.34/3.03/3.27.
  test.each([
    [3, 2.34],
    [8, 3.03],
    [12, 3.27],
  ])(
    "all pairs of %d independent arms have the critical value of the studentised range",
    (arms, critical) => {
      const { alphaPerPair } = maxT({
        ...settings,
        scores: noise(arms, arms),
        shares,
        pairs: everyPair(arms, 0.5),
      });
      // With 66 degrees of freedom a little above the normal one.
      const expected = studentTwoSided(critical * 1.03, CLUSTERS - 1);
      expect(alphaPerPair / expected).toBeGreaterThan(0.7);
      expect(alphaPerPair / expected).toBeLessThan(1.4);
      expect(alphaPerPair).toBeGreaterThan(0.05 / ((arms * (arms - 1)) / 2)); // better than Bonferroni
    },
  );

  test("identical arms cost nothing: the family is as one pair", () => {
    const [one, two] = noise(2, 8);
    if (one === undefined || two === undefined) throw new Error("no arms");
    const family = pairs([
      [0, 1, 0.02],
      [0, 2, 0.02],
      [0, 3, 0.02],
    ]);
    const { pAdjusted } = maxT({ ...settings, scores: [one, two, two, two], shares, pairs: family });
    for (const p of pAdjusted) expect(Math.abs(p - 0.02)).toBeLessThan(0.009);
  });

  test("is never below the p-value, rises with it, and is mostly below Holm's", () => {
    const p = [0.001, 0.004, 0.02, 0.03, 0.2, 0.9];
    const family = pairs([
      [0, 1, 0.001],
      [0, 2, 0.004],
      [0, 3, 0.02],
      [1, 2, 0.03],
      [1, 3, 0.2],
      [2, 3, 0.9],
    ]);
    const { pAdjusted } = maxT({ ...settings, scores: noise(4, 5), shares, pairs: family });
    const byHolm = holm(p);
    for (const [i, adjusted] of pAdjusted.entries()) {
      expect(adjusted).toBeGreaterThanOrEqual(p[i] ?? NaN);
      expect(adjusted).toBeGreaterThanOrEqual(pAdjusted[i - 1] ?? 0);
      expect(adjusted).toBeLessThan((byHolm[i] ?? NaN) + 0.003);
    }
  });

  test("the order of the pairs does not matter", () => {
    const family = pairs([
      [0, 1, 0.2],
      [0, 2, 0.004],
      [1, 2, 0.03],
    ]);
    const scores = noise(3, 6);
    const { pAdjusted } = maxT({ ...settings, scores, shares, pairs: family });
    const turned = maxT({ ...settings, scores, shares, pairs: family.toReversed() });
    expect(turned.pAdjusted).toEqual(pAdjusted.toReversed());
  });
});

test("pairs whose p speaks for the questions only are corrected by Bonferroni among themselves", () => {
  const family = pairs(
    [
      [0, 1, 0.01],
      [0, 2, 0.02],
    ],
    false,
  );
  const { pAdjusted, alphaPerPair } = maxT({ ...settings, scores: noise(3, 2), shares, pairs: family });
  expect(pAdjusted).toEqual([0.02, 0.02]);
  expect(alphaPerPair).toBe(0.025);
  const mixed = maxT({
    ...settings,
    scores: noise(3, 2),
    shares,
    pairs: [...family, ...pairs([[1, 2, 0.03]])],
  });
  expect(mixed.pAdjusted[0]).toBeGreaterThan(0.02);
  expect(mixed.alphaPerPair).toBeLessThan(0.025);
});

test("a family without pairs has nothing to correct", () => {
  expect(maxT({ ...settings, scores: noise(1, 2), shares, pairs: [] })).toEqual({
    pAdjusted: [],
    alphaPerPair: 0.05,
  });
});
