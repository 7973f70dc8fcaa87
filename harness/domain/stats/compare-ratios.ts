import type { RatioInput } from "./fieller.ts";
import type { PairInference } from "./pair-inference.ts";
import type { PairedDifference } from "./paired.ts";
import { chanceAdjustedImprovement, relativeImprovement, type Relative } from "./relative.ts";
import type { SeedPairing } from "./seed-pairing.ts";
import { studentCritical } from "./special/student-t.ts";
import { sum } from "./sum.ts";

/** What the ratios of a comparison are made of. */
export interface RatioRequest {
  readonly moments: PairedDifference;
  readonly inference: PairInference;
  readonly pairing: SeedPairing;
  readonly alpha: number;
  readonly chance: number;
  readonly isAboveChance: boolean; // at least one of the two
}

/** Variance of an accuracy that came out as 0 or 1 everywhere: Agresti-Coull's, since 0 would be a false certainty. */
function atLeast(variance: number, accuracy: number, n: number): number {
  if (variance > 0) return variance;
  const share = (accuracy * n + 2) / (n + 4);
  return (share * (1 - share)) / (n + 4);
}

/**
 * Variances for the ratio, question and seed parts together. The covariance is the one that makes
 * varA + varB - 2 cov the variance of the difference, so that the ratio's interval leaves out 1 where the difference's
 * leaves out 0.
 */
function ratioInput({ moments, inference, pairing, alpha }: RatioRequest): RatioInput {
  const { meanA, meanB, n } = moments;
  const varA = atLeast(inference.variance.varA + pairing.varA, meanA, n);
  const varB = atLeast(inference.variance.varB + pairing.varB, meanB, n);
  const varDiff = inference.variance.varDiff + sum(pairing.diffParts.map((part) => part.variance));
  const bound = Math.sqrt(varA * varB);
  const cov = Math.max(-bound, Math.min(bound, (varA + varB - varDiff) / 2));
  return { a: meanA, b: meanB, varA, varB, cov, critical: studentCritical(1 - alpha, inference.df) };
}

/** Relative improvement, raw and of the part above chance; undefined, with the reason, where it would mislead. */
export function compareRatios(request: RatioRequest): {
  readonly relative: Relative;
  readonly relativeChanceAdjusted: Relative;
} {
  const { moments, inference, chance, isAboveChance } = request;
  const because = (
    reason: "baseline-zero" | "not-above-chance" | "no-variation",
  ): ReturnType<typeof compareRatios> => ({
    relative: { kind: "undefined", reason },
    relativeChanceAdjusted: { kind: "undefined", reason },
  });
  if (moments.meanB === 0) return because("baseline-zero");
  if (!isAboveChance) return because("not-above-chance");
  if (inference.variance.varDiff === 0 || moments.n < 2) return because("no-variation");
  const input = ratioInput(request);
  return {
    relative: relativeImprovement(input),
    relativeChanceAdjusted: chanceAdjustedImprovement(input, chance),
  };
}
