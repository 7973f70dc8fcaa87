import { describe, expect, test } from "vitest";
import { itemsNeeded, minimumDetectable, powerOf } from "../../../harness/domain/stats/power.ts";
import {
  detectableWithSeeds,
  itemsNeededWithSeeds,
  plannedError,
  powerWithSeeds,
  seedsNeeded,
} from "../../../harness/domain/stats/seed-plan.ts";
import { expectClose } from "./fixtures/close.ts";

describe("the planned standard error", () => {
  // references/statistics.md 4.7: discordance .3, points, with 1, 3, 5 and 10 seeds.
  test.each([
    [1346, 0.5, [1.65, 1.55, 1.53, 1.51]],
    [1346, 1, [2.06, 1.7, 1.62, 1.56]],
    [1346, 2, [3.2, 2.21, 1.96, 1.74]],
    [11582, 0.5, [0.87, 0.65, 0.6, 0.56]],
    [11582, 1, [1.5, 0.96, 0.81, 0.68]],
    [11582, 2, [2.87, 1.71, 1.36, 1.03]],
  ])("of %d questions and a seed SD of %d points is that of the table", (n, seedSdPts, expected) => {
    const found = [1, 3, 5, 10].map(
      (seeds) => plannedError({ n, seeds }, { discordance: 0.3, seedSd: seedSdPts / 100 }) * 100,
    );
    for (const [i, value] of found.entries())
      expect(Math.abs(value - (expected[i] ?? NaN))).toBeLessThan(0.0051);
  });
});

describe("the smallest detectable difference", () => {
  // references/statistics.md 4.4: points at 80 % and 90 % power.
  test.each([
    [0.05, [1.71, 1.97, 0.58, 0.67, 0.56, 0.65]],
    [0.1, [2.41, 2.79, 0.82, 0.95, 0.8, 0.92]],
    [0.15, [2.95, 3.42, 1.01, 1.17, 0.98, 1.13]],
    [0.2, [3.41, 3.95, 1.16, 1.35, 1.13, 1.3]],
    [0.3, [4.18, 4.83, 1.43, 1.65, 1.38, 1.6]],
    [0.375, [4.67, 5.4, 1.59, 1.84, 1.54, 1.79]],
    [0.4, [4.83, 5.58, 1.65, 1.9, 1.59, 1.85]],
    [0.5, [5.39, 6.24, 1.84, 2.13, 1.78, 2.06]],
  ])("at discordance %d is that of the table, to its digits", (discordance, expected) => {
    const found = [1346, 11582, 12342].flatMap((n) =>
      [0.8, 0.9].map(
        (power) => 100 * (detectableWithSeeds({ n, seeds: 1 }, { discordance, seedSd: 0, power }) ?? NaN),
      ),
    );
    for (const [i, value] of found.entries())
      expect(Math.abs(value - (expected[i] ?? NaN))).toBeLessThan(0.0051);
  });
});

describe("without any noise of seeds", () => {
  const design = { discordance: 0.3, seedSd: 0 };

  test("everything is as for single runs", () => {
    // Miller's form against Connor's: .02 points.
    const detectable = detectableWithSeeds({ n: 1346, seeds: 1 }, design) ?? NaN;
    expect(Math.abs(detectable - minimumDetectable(1346, design))).toBeLessThan(0.0002);
    expectClose(powerWithSeeds(0.04, { n: 1346, seeds: 1 }, design), powerOf(0.04, 1346, design), 1e-12);
    for (const difference of [0.01, 0.02, 0.04]) {
      expect(itemsNeededWithSeeds(difference, 1, design)).toBe(itemsNeeded(difference, design));
    }
  });

  test("one seed is enough where the questions are, and none would be where they are not", () => {
    expect(seedsNeeded(0.05, 1346, design)).toBe(1);
    expect(seedsNeeded(0.01, 1346, design)).toBeNull();
  });
});

describe("with noise of seeds", () => {
  const design = { discordance: 0.3, seedSd: 0.01 };

  test("what is detectable is found with just the wanted power", () => {
    for (const power of [0.8, 0.9]) {
      const delta = detectableWithSeeds({ n: 11582, seeds: 3 }, { ...design, power }) ?? NaN;
      expectClose(powerWithSeeds(delta, { n: 11582, seeds: 3 }, design), power, 1e-9);
    }
  });

  test("the needed number is enough, and one less is not", () => {
    const items = itemsNeededWithSeeds(0.03, 5, design) ?? NaN;
    expect(powerWithSeeds(0.03, { n: items, seeds: 5 }, design)).toBeGreaterThanOrEqual(0.8);
    expect(powerWithSeeds(0.03, { n: items - 1, seeds: 5 }, design)).toBeLessThan(0.8);
    const seeds = seedsNeeded(0.02, 11582, design) ?? NaN;
    expect(seeds).toBeGreaterThan(3);
    expect(powerWithSeeds(0.02, { n: 11582, seeds }, design)).toBeGreaterThanOrEqual(0.8);
    expect(powerWithSeeds(0.02, { n: 11582, seeds: seeds - 1 }, design)).toBeLessThan(0.8);
  });

  test("no number of questions shows what one seed hides, and no number of seeds what few questions hide", () => {
    expect(itemsNeededWithSeeds(0.02, 1, design)).toBeNull();
    expect(seedsNeeded(0.01, 1346, design)).toBeNull();
  });

  test("a difference of zero, or one larger than the discordance, can't be planned for", () => {
    for (const difference of [0, 0.4]) {
      expect(itemsNeededWithSeeds(difference, 100, design)).toBeNull();
      expect(seedsNeeded(difference, 100_000, design)).toBeNull();
    }
  });

  test("a seed noise beyond measure leaves nothing detectable", () => {
    expect(detectableWithSeeds({ n: 100, seeds: 1 }, { ...design, seedSd: 10 })).toBeNull();
  });
});
