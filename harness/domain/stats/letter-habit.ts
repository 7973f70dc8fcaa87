import { letterCounts, type LetterItem } from "./kappa.ts";
import { mean, sum } from "./sum.ts";

/** One letter: how often it is right, how often predicted, and how often predicted where it is right. */
export interface LetterShare {
  readonly letter: string; // e.g. "A"
  readonly right: number; // share of the questions
  readonly predicted: number;
  readonly recall: number | null; // null where it is never right
}

/** What a run's letters look like, whatever it knows. */
export interface LetterHabit {
  readonly n: number;
  readonly letters: readonly LetterShare[];
  readonly unread: number; // share of answers in which no letter could be read
  readonly modal: string | null; // the letter predicted most often; null where none could be read at all
  readonly modalShare: number;
  /**
   * RStd (Zheng et al. 2023, arXiv 2309.03882): standard deviation of recall over the letters, divisor K. 0 for a run
   * without preference, 0.43 for a constant letter of four. Null where no letter is ever right.
   */
  readonly rstd: number | null;
}

/** The habit of a run's letters; `letters` are those that can be chosen, e.g. ["A", "B", "C", "D"]. Null without questions. */
export function letterHabit(items: readonly LetterItem[], letters: readonly string[]): LetterHabit | null {
  if (items.length === 0) return null;
  const { n, answers, predictions } = letterCounts(items);
  const found = new Map<string, number>();
  for (const { answer, prediction } of items) {
    if (answer === prediction) found.set(answer, (found.get(answer) ?? 0) + 1);
  }
  const shares = letters.map((letter): LetterShare => {
    const right = answers.get(letter) ?? 0;
    const recall = right === 0 ? null : (found.get(letter) ?? 0) / right;
    return { letter, right: right / n, predicted: (predictions.get(letter) ?? 0) / n, recall };
  });
  const recalls = shares.map(({ recall }) => recall).filter((recall) => recall !== null);
  const modal = shares.reduce<LetterShare | null>(
    (most, share) => (share.predicted > (most?.predicted ?? 0) ? share : most),
    null,
  );
  return {
    n,
    letters: shares,
    unread: items.filter(({ prediction }) => prediction === null).length / n,
    modal: modal?.letter ?? null,
    modalShare: modal?.predicted ?? 0,
    rstd: recalls.length === 0 ? null : populationDeviation(recalls),
  };
}

function populationDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(sum(values.map((value) => (value - centre) ** 2)) / values.length);
}
