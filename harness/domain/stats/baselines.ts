import { mean } from "./sum.ts";

/** What the label-free baselines look at: no model is asked. */
export interface ChoiceItem {
  readonly subject: string;
  readonly options: readonly string[];
  readonly answer: number; // index of the right option
}

/** Score of a rule that needs no model, as both averages. */
export interface BaselineScore {
  readonly micro: number;
  readonly macro: number;
}

/** Scores that a model must beat before it can be said to know something. Fractions. */
export interface Baselines {
  /** Always the same letter, the best one; an oracle, since it looks at the answers. */
  readonly constantLetter: BaselineScore & { readonly letter: string };
  /** The most frequent right letter of each subject; an oracle as well. */
  readonly subjectLetter: BaselineScore;
  readonly longestOption: BaselineScore; // by characters; a tie counts 1 / number of tied options
  readonly shortestOption: BaselineScore;
}

const letterOf = (index: number): string => String.fromCharCode("A".charCodeAt(0) + index);

function bySubject(items: readonly ChoiceItem[]): readonly (readonly ChoiceItem[])[] {
  const subjects = new Map<string, ChoiceItem[]>();
  for (const item of items) {
    const known = subjects.get(item.subject);
    if (known === undefined) subjects.set(item.subject, [item]);
    else known.push(item);
  }
  return [...subjects.values()];
}

type Rule = (item: ChoiceItem, subject: readonly ChoiceItem[]) => number;

function scored(items: readonly ChoiceItem[], rule: Rule): BaselineScore {
  const subjects = bySubject(items).map((subject) => subject.map((item) => rule(item, subject)));
  return { micro: mean(subjects.flat()), macro: mean(subjects.map((subject) => mean(subject))) };
}

const lengthOf = (option: string): number => Array.from(option).length;

/** Credit for choosing by length: 1 over the number of options as extreme as the right one, if that is extreme. */
function byLength(item: ChoiceItem, pick: (...lengths: number[]) => number): number {
  const lengths = item.options.map(lengthOf);
  const extreme = pick(...lengths);
  const tied = lengths.filter((length) => length === extreme).length;
  return lengths[item.answer] === extreme ? 1 / tied : 0;
}

const shareOf = (letter: number, items: readonly ChoiceItem[]): number =>
  items.filter((item) => item.answer === letter).length / items.length;

function bestLetter(items: readonly ChoiceItem[]): number {
  const letters = Array.from({ length: Math.max(...items.map((item) => item.options.length)) }, (_, i) => i);
  return letters.reduce((best, letter) => (shareOf(letter, items) > shareOf(best, items) ? letter : best), 0);
}

/** The label-free baselines of a benchmark; null without questions. */
export function baselines(items: readonly ChoiceItem[]): Baselines | null {
  if (items.length === 0) return null;
  const letter = bestLetter(items);
  return {
    constantLetter: {
      ...scored(items, (item) => (item.answer === letter ? 1 : 0)),
      letter: letterOf(letter),
    },
    // All items of a subject share the credit: its best letter's share.
    subjectLetter: scored(items, (_, subject) => shareOf(bestLetter(subject), subject)),
    longestOption: scored(items, (item) => byLength(item, Math.max)),
    shortestOption: scored(items, (item) => byLength(item, Math.min)),
  };
}
