import { fieller, type RatioInput } from "./fieller.ts";
import type { Interval } from "./interval.ts";

/** Why a relative improvement is not given. */
export type RelativeUndefined =
  | "baseline-zero" // nothing to divide by
  | "not-above-chance" // neither side is shown to be above chance
  | "no-variation" // too few disagreements for an interval
  | "baseline-near-chance" // chance-adjusted denominator not clearly above zero
  | "unbounded"; // the Fieller set is not an interval

/** a / b - 1 with its intervals, or why there is none. */
export type Relative =
  | {
      readonly kind: "interval";
      readonly value: number; // e.g. 0.158 for "15.8 % better"
      readonly low: number; // Fieller
      readonly high: number;
      readonly logRatio: Interval | null; // delta method on ln(a / b); null where a is 0
      readonly g: number;
    }
  | { readonly kind: "undefined"; readonly reason: RelativeUndefined };

/** Log-ratio interval of a/b - 1: exp(ln(a/b) +- c sqrt(varA/a^2 + varB/b^2 - 2 cov/(a b))) - 1. Null unless a, b > 0. */
export function logRatioInterval({ a, b, varA, varB, cov, critical }: RatioInput): Interval | null {
  if (a <= 0 || b <= 0) return null;
  const variance = varA / a ** 2 + varB / b ** 2 - (2 * cov) / (a * b);
  const half = critical * Math.sqrt(Math.max(0, variance));
  return { low: (a / b) * Math.exp(-half) - 1, high: (a / b) * Math.exp(half) - 1 };
}

/** Relative improvement a/b - 1 of two accuracies with Fieller's interval. */
export function relativeImprovement(input: RatioInput): Relative {
  if (input.b <= 0) return { kind: "undefined", reason: "baseline-zero" };
  const set = fieller(input);
  if (set.kind !== "interval") return { kind: "undefined", reason: "unbounded" };
  return {
    kind: "interval",
    value: input.a / input.b - 1,
    low: set.low - 1,
    high: set.high - 1,
    logRatio: logRatioInterval(input),
    g: set.g,
  };
}

/**
 * The same for what is above chance, (a - c)/(b - c) - 1. Given only where the denominator is clearly above zero (g < 1):
 * near chance the ratio of two small excesses can be anything, and a delta-method interval covers only half the time.
 */
export function chanceAdjustedImprovement(input: RatioInput, chance: number): Relative {
  const excess = { ...input, a: input.a - chance, b: input.b - chance };
  const g = (input.critical ** 2 * input.varB) / excess.b ** 2;
  if (excess.b <= 0 || g >= 1) return { kind: "undefined", reason: "baseline-near-chance" };
  return relativeImprovement(excess);
}
