import { describe, expect, test } from "vitest";
import { itemTable, type ItemTable, type ScoredItem } from "../../../harness/domain/stats/item-table.ts";
import { seedPairing } from "../../../harness/domain/stats/seed-pairing.ts";
import { noisyItems } from "./fixtures/make-items.ts";

const arm = (runs: readonly (readonly [number | null, readonly ScoredItem[]])[]): ItemTable => {
  const result = itemTable(runs.map(([seed, items]) => ({ seed, items })));
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
};
const noisy = (seed: number): readonly ScoredItem[] => noisyItems(200, 10, { seed, p: 0.5 });
const share = (items: readonly ScoredItem[]): number =>
  items.filter((item) => item.correct === 1).length / items.length;

describe("seeds of two arms", () => {
  test("the same seeds are paired, whatever their order", () => {
    const a = arm([
      [2, noisy(12)],
      [1, noisy(11)],
    ]);
    const b = arm([
      [1, noisy(21)],
      [2, noisy(22)],
    ]);
    const pairing = seedPairing(a, b);
    expect(pairing).toMatchObject({ design: "paired", noise: "measured" });
    expect(pairing.perSeed[0]).toBeCloseTo(share(noisy(11)) - share(noisy(21)), 12);
    expect(pairing.perSeed[1]).toBeCloseTo(share(noisy(12)) - share(noisy(22)), 12);
    expect(pairing.diffParts).toHaveLength(1);
  });

  test("a base model without seeds meets every seed of the other, and all the noise is measured", () => {
    const pairing = seedPairing(
      arm([
        [1, noisy(1)],
        [2, noisy(2)],
        [3, noisy(3)],
      ]),
      arm([[null, noisy(9)]]),
    );
    expect(pairing).toMatchObject({ design: "fixed", noise: "measured", varB: 0 });
    expect(pairing.perSeed).toHaveLength(3);
    expect(pairing.diffParts).toHaveLength(1);
    expect(pairing.diffParts[0]?.df).toBe(2);
    expect(pairing.diffParts[0]?.variance).toBeCloseTo(pairing.varA, 12);
  });

  test("different seeds are not paired: each arm brings its own part", () => {
    const pairing = seedPairing(
      arm([
        [1, noisy(1)],
        [2, noisy(2)],
      ]),
      arm([
        [3, noisy(3)],
        [4, noisy(4)],
        [5, noisy(5)],
      ]),
    );
    expect(pairing).toMatchObject({ design: "unpaired", perSeed: [] });
    expect(pairing.pairs).toHaveLength(6);
    expect(pairing.diffParts.map((part) => part.df)).toEqual([1, 2]);
  });

  test("how far noise is known is said", () => {
    expect(seedPairing(arm([[1, noisy(1)]]), arm([[1, noisy(2)]])).noise).toBe("not-measured");
    expect(seedPairing(arm([[null, noisy(1)]]), arm([[null, noisy(2)]])).noise).toBe("no-seeds");
    const three = arm([
      [1, noisy(1)],
      [2, noisy(2)],
      [3, noisy(3)],
    ]);
    expect(seedPairing(three, arm([[1, noisy(2)]])).noise).toBe("partly");
  });
});
