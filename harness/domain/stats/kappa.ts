import { normalCdf } from "./special/normal.ts";

/** One multiple-choice question: the right letter and the predicted one; null where none could be read (it is wrong). */
export interface LetterItem {
  readonly subject: string;
  readonly answer: string;
  readonly prediction: string | null;
}

/** Agreement with the right letters beyond what the letters' frequencies alone would give. */
export interface Kappa {
  readonly accuracy: number;
  readonly expected: number; // p_e: agreement of independent letters with the same frequencies
  /** 0 for any constant letter; null where only one letter is right and only that one is predicted. */
  readonly kappa: number | null;
  readonly seNull: number | null; // standard error of kappa where there is no agreement beyond frequencies
  readonly p: number; // one-sided, normal: is kappa above 0? 1 where kappa is not defined or can't vary
}

/** How often each letter is right and predicted; `NO_LETTER` stands for an answer that could not be read. */
export interface LetterCounts {
  readonly n: number;
  readonly answers: ReadonlyMap<string, number>;
  readonly predictions: ReadonlyMap<string, number>;
  readonly hits: number;
}

const NO_LETTER = "";

/** Counts right letters, predicted letters and agreements. */
export function letterCounts(items: readonly LetterItem[]): LetterCounts {
  const answers = new Map<string, number>();
  const predictions = new Map<string, number>();
  let hits = 0;
  for (const { answer, prediction } of items) {
    const predicted = prediction ?? NO_LETTER;
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    predictions.set(predicted, (predictions.get(predicted) ?? 0) + 1);
    if (answer === predicted) hits++;
  }
  return { n: items.length, answers, predictions, hits };
}

/**
 * Cohen's kappa (1960) of predictions against right letters: (accuracy - p_e) / (1 - p_e), p_e = sum_k q_k g_k, with the
 * null standard error sqrt(p_e + p_e^2 - sum_k q_k g_k (q_k + g_k)) / ((1 - p_e) sqrt(n)) (Fleiss, Cohen and Everitt
 * 1969). Null without questions.
 */
export function kappaOf(items: readonly LetterItem[]): Kappa | null {
  const { n, answers, predictions, hits } = letterCounts(items);
  if (n === 0) return null;
  let expected = 0;
  let asymmetry = 0;
  for (const [letter, count] of answers) {
    const [gold, predicted] = [count / n, (predictions.get(letter) ?? 0) / n];
    expected += gold * predicted;
    asymmetry += gold * predicted * (gold + predicted);
  }
  const accuracy = hits / n;
  if (expected >= 1) return { accuracy, expected, kappa: null, seNull: null, p: 1 };
  const kappa = (accuracy - expected) / (1 - expected);
  // Rounding: for a constant letter the bracket is 0 exactly, and may come out as -1e-17.
  const bracket = expected + expected ** 2 - asymmetry;
  const seNull = bracket < 1e-14 ? 0 : Math.sqrt(bracket / n) / (1 - expected);
  const p = seNull === 0 ? 1 : normalCdf(-kappa / seNull);
  return { accuracy, expected, kappa: seNull === 0 ? 0 : kappa, seNull, p };
}
