import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  binomialCdf,
  binomialPmf,
  binomialTwoSided,
  binomialUpperTail,
} from "../../../../harness/domain/stats/special/binomial.ts";
import { expectClose } from "../fixtures/close.ts";

describe("the binomial distribution", () => {
  test.each([
    [2200, 4600, 0.5, 0.001670429713520777, 0.9984816657014252, 0.00015209541494590756],
    [368, 1346, 0.25, 0.9772023098825277, 0.02634846336793729, 0.0035507732504647302],
    [3000, 11582, 0.25, 0.9876493501018173, 0.013048982669696145, 0.0006983327715137492],
    [2500, 11582, 0.25, 3.563651145874141e-18, 1, 6.279973823482693e-19],
  ])("%d of %d agrees with scipy, far tails included", (...[k, n, p, cdf, upper, pmf]) => {
    expectClose(binomialCdf(k, { n, p }), cdf, 5e-12);
    expectClose(binomialUpperTail(k, { n, p }), upper, 5e-12);
    expectClose(binomialPmf(k, { n, p }), pmf, 5e-12);
  });

  test.each([
    [396, 1346, 0.25, 2.2851121149688e-4],
    [342, 1346, 0.25, 0.7292120364615804],
    [358, 1346, 0.25, 0.17600862577609075],
    [398, 1346, 0.25, 0.00013842143500639883],
    [344, 1346, 0.25, 0.6368877145791942],
    [354, 1346, 0.25, 0.2707086622810967],
    [7, 20, 0.3, 0.6294979666766769],
    [0, 10, 0.25, 0.07604122161865237],
    [10, 10, 0.25, 9.5367431640625e-7],
  ])("the two-sided test of %d of %d against %d agrees with scipy and R", (...[k, n, p, expected]) => {
    expectClose(binomialTwoSided(k, { n, p }), expected, 1e-11);
  });

  test("the tails and the density add up", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(300),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (n, k, p) => {
          fc.pre(k <= n);
          expect(binomialCdf(k - 1, { n, p }) + binomialUpperTail(k, { n, p })).toBeCloseTo(1, 11);
          expect(binomialCdf(k, { n, p }) - binomialCdf(k - 1, { n, p })).toBeCloseTo(
            binomialPmf(k, { n, p }),
            11,
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  test("a count that is no integer has no probability", () => {
    expect(binomialPmf(1.5, { n: 3, p: 0.5 })).toBe(0);
    expect(binomialCdf(-1, { n: 3, p: 0.5 })).toBe(0);
    expect(binomialUpperTail(4, { n: 3, p: 0.5 })).toBe(0);
  });
});
