import type { Estimate, Interval } from "./interval.ts";
import { normalQuantile } from "./special/normal.ts";

/** A share to put an interval around: `value` of `n` questions; `n` may be an effective number, not whole. */
export interface Share {
  readonly value: number;
  readonly n: number;
  readonly level: number;
}

/**
 * Wilson score interval of a share (Wilson 1927): the p for which |value - p| <= z sqrt(p (1 - p) / n). It keeps its
 * coverage for small n and never collapses at 0 or 1. Needs n > 0.
 */
export function wilsonInterval({ value, n, level }: Share): Interval {
  const z = normalQuantile(0.5 + level / 2);
  const shrink = 1 + (z * z) / n;
  const centre = (value + (z * z) / (2 * n)) / shrink;
  const half = (z / shrink) * Math.sqrt((value * (1 - value)) / n + (z * z) / (4 * n * n));
  // Exactly 0 or 1 at the ends, where rounding would leave 1e-18 beside.
  return {
    low: value === 0 ? 0 : Math.max(0, centre - half),
    high: value === 1 ? 1 : Math.min(1, centre + half),
  };
}

/** `k` right of `n` > 0 questions with its Wilson interval; se = sqrt(p (1 - p) / n). */
export function wilson(k: number, n: number, level = 0.95): Estimate {
  const value = k / n;
  const se = Math.sqrt((value * (1 - value)) / n);
  return { value, ...wilsonInterval({ value, n, level }), level, n, se, df: null, method: "wilson" };
}
