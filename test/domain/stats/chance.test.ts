import { describe, expect, test } from "vitest";
import { aboveChance, chanceNormalised } from "../../../harness/domain/stats/chance.ts";
import { itemTable, type ItemTable, type SeedRun } from "../../../harness/domain/stats/item-table.ts";
import { wilson } from "../../../harness/domain/stats/wilson.ts";
import { makeItems } from "./fixtures/make-items.ts";

function table(runs: readonly SeedRun[]): ItemTable {
  const result = itemTable(runs);
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

const run = (k: number, seed: number | null = null): SeedRun => ({
  seed,
  items: makeItems(1346, 52, (i) => i < k),
});

describe("the test against guessing", () => {
  test("1346 questions reject at 369 (2.5 %) and at 364 (5 %), not one sooner", () => {
    expect(aboveChance(table([run(369)])).p).toBeLessThan(0.025);
    expect(aboveChance(table([run(368)])).p).toBeGreaterThan(0.025);
    expect(aboveChance(table([run(364)])).p).toBeLessThan(0.05);
    expect(aboveChance(table([run(363)])).p).toBeGreaterThan(0.05);
  });

  test("nothing right is no evidence, all right is overwhelming", () => {
    expect(aboveChance(table([run(0)])).p).toBe(1);
    const all = aboveChance(table([run(1346)]));
    expect(all.p).toBeLessThan(1e-300);
    expect(all.accuracy).toBe(1);
  });

  test("the same run thrice is no more evidence than twice the one", () => {
    const once = aboveChance(table([run(380)])).p;
    expect(aboveChance(table([run(380, 1), run(380, 2), run(380, 3)])).p).toBeCloseTo(2 * once, 12);
  });

  test("one lucky seed among guessers does not lift the arm", () => {
    expect(aboveChance(table([run(420, 1), run(336, 2), run(330, 3)])).p).toBeGreaterThan(0.3);
  });
});

describe("chance-normalised accuracy", () => {
  test("shallow's 29.40 is 5.87 %", () => {
    const normalised = chanceNormalised(wilson(396, 1346), 0.25);
    expect(normalised.value * 100).toBeCloseTo((100 * (396 / 1346 - 0.25)) / 0.75, 10);
    expect(chanceNormalised({ ...wilson(396, 1346), value: 0.294 }, 0.25).value * 100).toBeCloseTo(5.87, 2);
    expect(normalised.se).toBeCloseTo(wilson(396, 1346).se / 0.75, 15);
  });

  test("below chance it is negative, not clipped", () => {
    expect(chanceNormalised(wilson(20, 100), 0.25).value).toBeCloseTo(-0.0667, 4);
  });
});
