import type { Estimate } from "../stats/interval.ts";
import { scoreItems } from "../stats/score.ts";
import type { ItemResult } from "./answers.ts";
import type { Card } from "./card.ts";
import { keyOf } from "./item.ts";

/** One average of an evaluation with its uncertainty; fractions. */
export interface AggregateRow {
  readonly average: string; // "micro", "macro", "group:stem", "subject:law"
  readonly n: number; // questions
  readonly value: number;
  readonly low: number; // of the 95 % interval
  readonly high: number;
  readonly seKind: string; // how the interval was made, e.g. "cr1-t"
  readonly chance: number; // what guessing gives on these questions
}

/**
 * Micro and macro average, the card's groups (macro over their subjects) and each subject. Empty where the answers
 * are not public. `numChoices` says how many choices a question has.
 */
export function aggregate(source: {
  readonly card: Card;
  readonly results: readonly ItemResult[];
  readonly numChoices: (result: ItemResult) => number;
}): readonly AggregateRow[] {
  const { card, results, numChoices } = source;
  const items = results.flatMap((result) => {
    const { subject, cluster, correct } = result;
    if (correct === null) return [];
    return [{ key: keyOf(result), subject, cluster, correct, chance: 1 / numChoices(result) }];
  });
  if (items.length === 0) return [];
  const score = scoreItems(items, { groups: card.groups });
  if (!score.ok) throw new Error(`Internal error: judged items can't be scored: ${score.error.reason}`);

  const chances = meanPerSubject(items);
  /** Guessing, averaged as a macro average is. */
  const macroChance = (subjects: Iterable<string>): number =>
    mean([...subjects].flatMap((subject) => chances.get(subject) ?? []));
  const { micro, macro, groups, subjects, chance } = score.value;
  const membersOf = (id: string): readonly string[] =>
    card.groups.find((group) => group.id === id)?.subjects ?? [];
  return [
    row("micro", micro, chance),
    row("macro", macro, macroChance(chances.keys())),
    ...groups.map(({ id, score: estimate }) => row(`group:${id}`, estimate, macroChance(membersOf(id)))),
    ...subjects.map(({ id, score: estimate }) => row(`subject:${id}`, estimate, macroChance([id]))),
  ];
}

function row(average: string, estimate: Estimate, chance: number): AggregateRow {
  const { n, value, low, high, method } = estimate;
  return { average, n, value, low, high, seKind: method, chance };
}

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

function meanPerSubject(
  items: readonly { readonly subject: string; readonly chance: number }[],
): ReadonlyMap<string, number> {
  const chances = new Map<string, number[]>();
  for (const { subject, chance } of items) {
    const known = chances.get(subject);
    if (known === undefined) chances.set(subject, [chance]);
    else known.push(chance);
  }
  return new Map([...chances].map(([subject, values]) => [subject, mean(values)]));
}
