import { err, ok, type Result } from "../result.ts";
import { groupValues, type Grouping } from "./grouping.ts";
import { clampedInterval, type Estimate } from "./interval.ts";
import { normalQuantile } from "./special/normal.ts";
import { mean, sampleVariance, sum } from "./sum.ts";

/** A subject with one question: its spread cannot be known, so there is no stratified interval. */
export interface LoneQuestion {
  readonly reason: "lone-question";
  readonly subject: string;
}

/** Accuracies with their subject, and which average is wanted. */
export interface StratifiedValues {
  readonly values: ArrayLike<number>;
  readonly subjects: Grouping;
  readonly average: "micro" | "macro";
  readonly level?: number;
}

/**
 * Micro or macro average with subjects fixed and questions drawn within them: SE^2 = sum_g W_g^2 s_g^2 / n_g, W_g = n_g/n
 * (micro) or 1/G (macro); for 0/1 values s_g^2 / n_g = p_g (1 - p_g) / (n_g - 1). Answers "same exam, new questions".
 */
export function stratified(input: StratifiedValues): Result<Estimate, LoneQuestion> {
  const { values, subjects, average, level = 0.95 } = input;
  const strata = groupValues(values, subjects);
  const lone = strata.findIndex((stratum) => stratum.length < 2);
  if (lone >= 0) return err({ reason: "lone-question", subject: subjects.names[lone] ?? "" });
  const weight = (stratum: readonly number[]): number =>
    average === "micro" ? stratum.length / values.length : 1 / strata.length;
  const value = sum(strata.map((stratum) => weight(stratum) * mean(stratum)));
  const se = Math.sqrt(
    sum(strata.map((stratum) => (weight(stratum) ** 2 * sampleVariance(stratum)) / stratum.length)),
  );
  const interval = clampedInterval(value, normalQuantile(0.5 + level / 2) * se, { low: 0, high: 1 });
  return ok({ value, ...interval, level, n: values.length, se, df: null, method: "stratified" });
}
