import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream, streamFromState } from "../../../harness/domain/stats/random.ts";

const take = (next: () => number, count: number): number[] => Array.from({ length: count }, next);

describe("the random stream", () => {
  test("it is xoshiro128** to the bit", () => {
    expect(take(streamFromState([1, 2, 3, 4]).nextUint32, 6)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492,
    ]);
    expect(take(streamFromState([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0]).nextUint32, 4)).toEqual([
      0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70,
    ]);
  });

  test("the same seed gives the same numbers, another seed others", () => {
    expect(take(randomStream(7).nextUint32, 5)).toEqual(take(randomStream(7).nextUint32, 5));
    expect(take(randomStream(7).nextUint32, 5)).not.toEqual(take(randomStream(8).nextUint32, 5));
    expect(take(randomStream(1).nextUint32, 5)).not.toEqual(take(randomStream(1 + 2 ** 32).nextUint32, 5));
  });

  test("a split does not depend on what was drawn before", () => {
    const fresh = randomStream(3);
    const used = randomStream(3);
    take(used.nextUint32, 100);
    expect(take(used.split(5).nextUint32, 3)).toEqual(take(fresh.split(5).nextUint32, 3));
    expect(take(fresh.split(5).nextUint32, 3)).not.toEqual(take(fresh.split(6).nextUint32, 3));
  });

  test("draws below a bound are in range and even", () => {
    const random = randomStream(11);
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) {
      const draw = random.below(6);
      counts[draw] = (counts[draw] ?? 0) + 1;
    }
    // chi-squared with 5 df: 25.7 is the 1 in 10,000 point
    const statistic = counts.reduce((total, count) => total + (count - 10_000) ** 2 / 10_000, 0);
    expect(statistic).toBeLessThan(25.7);
  });

  test("first draws of neighbouring splits look uniform", () => {
    const root = randomStream(1);
    const draws = Array.from({ length: 20_000 }, (_, i) => root.split(i).nextFloat());
    const average = draws.reduce((total, draw) => total + draw, 0) / draws.length;
    expect(Math.abs(average - 0.5)).toBeLessThan(4 / Math.sqrt(12 * draws.length));
  });

  test("floats are in [0, 1)", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const value = randomStream(seed).nextFloat();
        expect(value >= 0 && value < 1).toBe(true);
      }),
    );
  });
});
