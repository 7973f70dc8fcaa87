import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  incompleteBeta,
  inverseIncompleteBeta,
} from "../../../../harness/domain/stats/special/incomplete-beta.ts";

const shape = fc.double({ min: 1, max: 2000, noNaN: true }); // below 1 the inverse near 1 is between two doubles
const share = fc.double({ min: 0.0001, max: 0.9999, noNaN: true });

describe("the incomplete beta function", () => {
  test("it has closed forms for small shapes", () => {
    expect(incompleteBeta({ x: 0.3, a: 1, b: 1 })).toBeCloseTo(0.3, 15);
    expect(incompleteBeta({ x: 0.3, a: 2, b: 1 })).toBeCloseTo(0.09, 15);
    expect(incompleteBeta({ x: 0.5, a: 0.5, b: 0.5 })).toBeCloseTo(0.5, 14);
  });

  test("I_x(a, b) = 1 - I_1-x(b, a)", () => {
    fc.assert(
      fc.property(share, shape, shape, (x, a, b) => {
        expect(incompleteBeta({ x, a, b }) + incompleteBeta({ x: 1 - x, a: b, b: a })).toBeCloseTo(1, 10);
      }),
      { numRuns: 100 },
    );
  });

  test("the inverse inverts", () => {
    fc.assert(
      fc.property(share, shape, shape, (p, a, b) => {
        expect(incompleteBeta({ x: inverseIncompleteBeta(p, a, b), a, b })).toBeCloseTo(p, 9);
      }),
      { numRuns: 50 },
    );
  });

  test("the ends are reached", () => {
    expect(incompleteBeta({ x: 0, a: 3, b: 4 })).toBe(0);
    expect(incompleteBeta({ x: 1, a: 3, b: 4 })).toBe(1);
    expect(inverseIncompleteBeta(0, 3, 4)).toBe(0);
    expect(inverseIncompleteBeta(1, 3, 4)).toBe(1);
  });
});
