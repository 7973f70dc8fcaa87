import { describe, expect, test } from "vitest";
import {
  chanceAdjustedImprovement,
  logRatioInterval,
  relativeImprovement,
} from "../../../harness/domain/stats/relative.ts";

const z = 1.959963984540054;
const input = (
  a: number,
  b: number,
  { n, rho }: { n: number; rho: number },
): Parameters<typeof relativeImprovement>[0] => {
  const varA = (a * (1 - a)) / n;
  const varB = (b * (1 - b)) / n;
  return { a, b, varA, varB, cov: rho * Math.sqrt(varA * varB), critical: z };
};

describe("relative improvement", () => {
  test.each([
    [0, 1346, 2.3, 31.0],
    [0.3, 1346, 4.4, 28.4],
    [0.5, 1346, 6.1, 26.4],
    [0, 12342, 11.2, 20.6],
  ])(
    "15.79 % with correlation %d and n = %d has the published log-ratio interval",
    (...[rho, n, low, high]) => {
      const interval = logRatioInterval(input(0.294, 0.2539, { n, rho }));
      expect((interval?.low ?? NaN) * 100).toBeCloseTo(low, 1);
      expect((interval?.high ?? NaN) * 100).toBeCloseTo(high, 1);
    },
  );

  test("the value is 15.79 % and Fieller's interval is near the log-ratio one", () => {
    const relative = relativeImprovement(input(0.294, 0.2539, { n: 1346, rho: 0 }));
    expect(relative.kind === "interval" && relative.value).toBeCloseTo(0.15794, 5);
    expect(relative.kind === "interval" && relative.low).toBeCloseTo(0.024, 3);
    expect(relative.kind === "interval" && relative.high).toBeCloseTo(0.312, 3);
  });

  test("against full training: 10.44 % and 12.27 %, both compatible with nothing", () => {
    const gen = logRatioInterval(input(0.294, 0.2662, { n: 1346, rho: 0 }));
    expect((gen?.low ?? NaN) * 100).toBeCloseTo(-2.2, 1);
    expect((gen?.high ?? NaN) * 100).toBeCloseTo(24.7, 1);
    const logit = logRatioInterval(input(0.2955, 0.2632, { n: 1346, rho: 0 }));
    expect((logit?.low ?? NaN) * 100).toBeCloseTo(-0.6, 1);
    expect((logit?.high ?? NaN) * 100).toBeCloseTo(26.8, 1);
  });

  test("a baseline of zero is said, not divided by", () => {
    expect(relativeImprovement(input(0.3, 0, { n: 100, rho: 0 }))).toEqual({
      kind: "undefined",
      reason: "baseline-zero",
    });
    expect(logRatioInterval(input(0, 0.3, { n: 100, rho: 0 }))).toBeNull();
  });
});

describe("improvement of what is above chance", () => {
  test("it is refused where the baseline is not clearly above chance", () => {
    for (const n of [1346, 12342]) {
      expect(chanceAdjustedImprovement(input(0.294, 0.2539, { n, rho: 0 }), 0.25)).toEqual({
        kind: "undefined",
        reason: "baseline-near-chance",
      });
    }
    expect(chanceAdjustedImprovement(input(0.3, 0.2, { n: 10_000, rho: 0 }), 0.25).kind).toBe("undefined");
  });

  test("shallow against full on 12,342 questions is bounded: ratio in [1.74, 5.33]", () => {
    const relative = chanceAdjustedImprovement(input(0.294, 0.2662, { n: 12342, rho: 0 }), 0.25);
    expect(relative.kind === "interval" && relative.value + 1).toBeCloseTo(2.72, 2);
    expect(relative.kind === "interval" && relative.low + 1).toBeCloseTo(1.74, 2);
    expect(relative.kind === "interval" && relative.high + 1).toBeCloseTo(5.33, 2);
  });
});
