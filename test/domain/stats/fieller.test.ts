import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieller } from "../../../harness/domain/stats/fieller.ts";

const z = 1.959963984540054;
const shallow = {
  a: 0.294,
  b: 0.2539,
  varA: (0.294 * 0.706) / 1346,
  varB: (0.2539 * 0.7461) / 1346,
  cov: 0,
  critical: z,
};

describe("Fieller's set", () => {
  test("29.40 against 25.39 of 1346 is the golden interval", () => {
    const set = fieller(shallow);
    expect(set.kind).toBe("interval");
    expect(set.g).toBeCloseTo(0.0084, 4);
    expect(set.kind === "interval" && set.low).toBeCloseTo(1.024, 3);
    expect(set.kind === "interval" && set.high).toBeCloseTo(1.312, 3);
  });

  test("the same above chance is everything but an interval around zero", () => {
    const set = fieller({ ...shallow, a: 0.044, b: 0.0039 });
    expect(set.kind).toBe("complement");
    expect(set.g).toBeCloseTo(35.55, 1);
    expect(set.kind === "complement" && set.low).toBeCloseTo(-1.96, 2);
    expect(set.kind === "complement" && set.high).toBeCloseTo(1.31, 2);
  });

  test("where neither mean is clear of zero nothing is said", () => {
    expect(fieller({ a: 0.001, b: 0.001, varA: 1, varB: 1, cov: 0, critical: z }).kind).toBe("unbounded");
    expect(fieller({ a: 0.1, b: 0, varA: 0.001, varB: 0.001, cov: 0, critical: z }).g).toBe(Infinity);
  });

  test("a bounded set holds the ratio, and both ends are exactly at the limit of the test", () => {
    const mean = fc.double({ min: 0.2, max: 0.9, noNaN: true });
    const variance = fc.double({ min: 1e-5, max: 1e-3, noNaN: true });
    const rho = fc.double({ min: -0.9, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(mean, mean, variance, variance, rho, (...[a, b, varA, varB, r]) => {
        const cov = r * Math.sqrt(varA * varB);
        const set = fieller({ a, b, varA, varB, cov, critical: z });
        if (set.kind !== "interval") return;
        expect(set.low).toBeLessThanOrEqual(a / b);
        expect(set.high).toBeGreaterThanOrEqual(a / b);
        for (const ratio of [set.low, set.high]) {
          const variance = varA - 2 * ratio * cov + ratio ** 2 * varB;
          expect(Math.abs(a - ratio * b) / Math.sqrt(variance)).toBeCloseTo(z, 6);
        }
      }),
    );
  });
});
