/** How an interval was made; the words for each are in `verdict-words.ts`. */
export type IntervalMethod =
  | "wilson"
  | "clopper-pearson"
  | "cr1-t" // clusters drawn at random: CR1 standard error, t with G - 1
  | "stratified"; // subjects fixed, questions drawn within them

/** Two ends, fractions unless said otherwise. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A number that travels with its uncertainty: fractions, not points. */
export interface Estimate extends Interval {
  readonly value: number;
  readonly level: number; // e.g. 0.95
  readonly n: number; // questions
  readonly se: number;
  readonly df: number | null; // of the t distribution; null: none was used
  readonly method: IntervalMethod;
}

/** The interval centre +- half, kept inside what is possible, e.g. [0, 1] for an accuracy. */
export function clampedInterval(centre: number, half: number, bounds: Interval): Interval {
  return { low: Math.max(bounds.low, centre - half), high: Math.min(bounds.high, centre + half) };
}
