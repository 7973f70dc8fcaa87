import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percent, scaleOver, tickDecimals } from "../../../site/plot/scale.ts";

describe("scaleOver", () => {
  it("shows every value inside the picture, smaller ones further left", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -200, max: 200, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (values) => {
          const scale = scaleOver(values);
          const shares = [...values].sort((a, b) => a - b).map(scale.share);
          for (const share of shares) expect(share >= 0 && share <= 100).toBe(true);
          expect([...shares].sort((a, b) => a - b)).toEqual(shares);
        },
      ),
    );
  });

  it("has round ticks, never more than twice as many as asked for", () => {
    const scale = scaleOver([24.2, 97.3]);
    expect(scale.ticks).toEqual([40, 60, 80, 100]);
    expect(scaleOver([0, 1, 2]).ticks.length).toBeLessThanOrEqual(10);
  });

  it("stands when there is one value, or none", () => {
    expect(scaleOver([5]).share(5)).toBeCloseTo(50);
    expect(scaleOver([]).ticks.length).toBeGreaterThan(0);
    expect(scaleOver([NaN, 3, Infinity]).share(3)).toBeCloseTo(50);
  });
});

describe("labels", () => {
  it("have as many decimals as tell neighbours apart", () => {
    expect([20, 1, 0.5, 0.02].map(tickDecimals)).toEqual([0, 0, 1, 2]);
    expect(percent(42.1349)).toBe("42.13%");
  });
});
