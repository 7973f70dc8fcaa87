import { describe, expect, test } from "vitest";
import { binomialDensity, stirlingError } from "../../../../harness/domain/stats/special/density.ts";

describe("the binomial density", () => {
  test("Stirling's error completes Stirling's formula to the exact factorial", () => {
    for (const [x, factorial] of [
      [1, 1],
      [5, 120],
      [10, 3_628_800],
      [20, 2_432_902_008_176_640_000],
    ] as const) {
      const logGamma = (x + 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + stirlingError(x);
      expect(logGamma).toBeCloseTo(Math.log(factorial), 13);
    }
  });

  test("small cases are exact", () => {
    expect(binomialDensity({ x: 2, n: 4, p: 0.5, q: 0.5 })).toBeCloseTo(6 / 16, 15);
    expect(binomialDensity({ x: 0, n: 3, p: 0.25, q: 0.75 })).toBeCloseTo(27 / 64, 15);
    expect(binomialDensity({ x: 3, n: 3, p: 0.25, q: 0.75 })).toBeCloseTo(1 / 64, 15);
  });

  test("the edges are certain, and outside there is nothing", () => {
    expect(binomialDensity({ x: 0, n: 5, p: 0, q: 1 })).toBe(1);
    expect(binomialDensity({ x: 5, n: 5, p: 1, q: 0 })).toBe(1);
    expect(binomialDensity({ x: 2, n: 5, p: 1, q: 0 })).toBe(0);
    expect(binomialDensity({ x: 6, n: 5, p: 0.5, q: 0.5 })).toBe(0);
  });
});
