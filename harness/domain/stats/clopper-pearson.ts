import type { Estimate } from "./interval.ts";
import { inverseIncompleteBeta } from "./special/incomplete-beta.ts";

/**
 * `k` right of `n` > 0 questions with the exact binomial interval (Clopper and Pearson 1934): beta quantiles
 * B(alpha/2; k, n-k+1) and B(1-alpha/2; k+1, n-k). Coverage is never below the level, usually well above.
 */
export function clopperPearson(k: number, n: number, level = 0.95): Estimate {
  const tail = (1 - level) / 2;
  const value = k / n;
  return {
    value,
    low: k === 0 ? 0 : inverseIncompleteBeta(tail, k, n - k + 1),
    high: k === n ? 1 : 1 - inverseIncompleteBeta(tail, n - k, k + 1),
    level,
    n,
    se: Math.sqrt((value * (1 - value)) / n),
    df: null,
    method: "clopper-pearson",
  };
}
