import { describe, expect, test } from "vitest";
import { itemsNeeded, minimumDetectable, powerOf } from "../../../harness/domain/stats/power.ts";

describe("the smallest detectable difference", () => {
  test.each([
    [0.05, 1.71, 0.58, 0.56],
    [0.1, 2.41, 0.82, 0.8],
    [0.15, 2.95, 1.01, 0.98],
    [0.2, 3.41, 1.16, 1.13],
    [0.3, 4.18, 1.43, 1.38],
    [0.375, 4.67, 1.59, 1.54],
    [0.4, 4.83, 1.65, 1.59],
    [0.5, 5.39, 1.84, 1.78],
  ])("at discordance %d it is that of the table to .02 points", (...[discordance, ceval, cmmlu, test]) => {
    for (const [n, expected] of [
      [1346, ceval],
      [11582, cmmlu],
      [12342, test],
    ] as const) {
      expect(Math.abs(minimumDetectable(n, { discordance }) * 100 - expected)).toBeLessThan(0.021);
    }
  });

  test("90 % power and Bonferroni over 3, 10 and 28 comparisons need more", () => {
    const near = (value: number, expected: number): void => {
      expect(Math.abs(value * 100 - expected)).toBeLessThan(0.04);
    };
    near(minimumDetectable(1346, { discordance: 0.3, power: 0.9 }), 4.83);
    near(minimumDetectable(1346, { discordance: 0.3, alpha: 0.05 / 3 }), 4.83);
    near(minimumDetectable(1346, { discordance: 0.3, alpha: 0.05 / 10 }), 5.45);
    near(minimumDetectable(1346, { discordance: 0.3, alpha: 0.05 / 28 }), 5.92);
  });

  test("a design effect of 4 doubles it, nearly", () => {
    const plain = minimumDetectable(11582, { discordance: 0.2 });
    expect(minimumDetectable(11582, { discordance: 0.2, designEffect: 4 }) / plain).toBeCloseTo(2, 2);
  });
});

describe("the questions needed", () => {
  test.each([
    [0.01, [7847, 15696, 23545, 31394]],
    [0.02, [1960, 3923, 5885, 7847]],
    [0.04, [489, 979, 1470, 1960]],
  ])("for a difference of %d they are those of the table", (difference, expected) => {
    for (const [i, discordance] of [0.1, 0.2, 0.3, 0.4].entries()) {
      const needed = itemsNeeded(difference, { discordance }) ?? NaN;
      expect(Math.abs(needed - (expected[i] ?? NaN))).toBeLessThanOrEqual(1);
    }
  });

  test("no number shows a difference of zero, or one larger than the discordance", () => {
    expect(itemsNeeded(0, { discordance: 0.3 })).toBeNull();
    expect(itemsNeeded(0.4, { discordance: 0.3 })).toBeNull();
  });

  test("more questions than needed have more power than asked", () => {
    const needed = itemsNeeded(-0.03, { discordance: 0.25, power: 0.9 }) ?? NaN;
    expect(powerOf(0.03, needed, { discordance: 0.25 })).toBeGreaterThanOrEqual(0.9);
    expect(powerOf(0.03, needed * 0.9, { discordance: 0.25 })).toBeLessThan(0.9);
  });
});

test.each([
  [0.0401, [0.996, 0.91, 0.77, 0.67, 0.64]],
  [0.0278, [0.9, 0.63, 0.46, 0.38, 0.36]],
])("1346 questions find a true %d with the published power", (difference, expected) => {
  for (const [i, discordance] of [0.1, 0.2, 0.3, 0.375, 0.4].entries()) {
    expect(Math.abs(powerOf(difference, 1346, { discordance }) - (expected[i] ?? NaN))).toBeLessThan(0.011);
  }
});

test("a difference as large as the discordance is found or not, without doubt", () => {
  expect(powerOf(1, 100, { discordance: 1 })).toBe(1);
  expect(powerOf(0, 100, { discordance: 0 })).toBe(0);
});
