import type { Estimate } from "./interval.ts";
import type { ItemTable } from "./item-table.ts";
import { poissonBinomialUpperTail } from "./poisson-binomial.ts";
import { mean, sum } from "./sum.ts";

/** Is an arm better than guessing? One-sided. */
export interface AboveChance {
  readonly chance: number; // mean over questions
  readonly accuracy: number; // mean over questions and seeds
  readonly p: number;
}

/**
 * Exact one-sided test against guessing: Poisson-binomial with each question's own 1/K (binomial where all are equal).
 * With several seeds, which share the questions, twice the mean of their p-values, valid under any dependence
 * (Rueschendorf 1982; Vovk and Wang 2020).
 */
export function aboveChance({ chance, runs, means }: ItemTable): AboveChance {
  const pValues = runs.map(({ correct }) => poissonBinomialUpperTail(Math.round(sum(correct)), chance));
  const p = pValues.length === 1 ? mean(pValues) : Math.min(1, 2 * mean(pValues));
  return { chance: mean(chance), accuracy: mean(means), p };
}

/**
 * Chance-normalised accuracy (accuracy - c) / (1 - c), e.g. 0 for guessing and 1 for all right. Below chance it is
 * negative: clipping at 0 would bias averages near chance upward. Needs c < 1.
 */
export function chanceNormalised(accuracy: Estimate, chance: number): Estimate {
  const scale = (x: number): number => (x - chance) / (1 - chance);
  return {
    ...accuracy,
    value: scale(accuracy.value),
    low: scale(accuracy.low),
    high: scale(accuracy.high),
    se: accuracy.se / (1 - chance),
  };
}
