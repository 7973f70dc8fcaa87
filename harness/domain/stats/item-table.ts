import { err, ok, type Result } from "../result.ts";
import { grouping, type Grouping } from "./grouping.ts";
import type { NotComparable } from "./not-comparable.ts";

/** One question's result in one run. */
export interface ScoredItem {
  readonly key: string; // unique in the benchmark, e.g. "law/17"
  readonly cluster: string; // what questions share: the subject, or the entity asked about
  readonly subject: string;
  readonly correct: number; // 0 or 1
  readonly chance: number; // 1 / number of options; 0 where there are none
}

/** The results of one seed; `seed` is null for a model that no seed of ours made (base, imported). */
export interface SeedRun {
  readonly seed: number | null;
  readonly items: readonly ScoredItem[];
}

/** Results of one arm, checked: every run has the same questions, in the order of their keys. */
export interface ItemTable {
  readonly n: number;
  readonly keys: readonly string[];
  readonly clusters: Grouping;
  readonly subjects: Grouping;
  readonly chance: Float64Array;
  readonly runs: readonly { readonly seed: number | null; readonly correct: Float64Array }[];
  /** Per question: share of the runs that were right. */
  readonly means: Float64Array;
}

// By code unit: the order, and so every rounding, is the same whatever order the items came in.
const byKey = (a: ScoredItem, b: ScoredItem): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

function checkedItems(items: readonly ScoredItem[]): Result<readonly ScoredItem[], NotComparable> {
  if (items.length === 0) return err({ reason: "no-items" });
  const sorted = items.toSorted(byKey);
  let previous: string | null = null;
  for (const { key, correct, chance } of sorted) {
    if (key === previous) return err({ reason: "duplicate-item", key });
    previous = key;
    if (correct !== 0 && correct !== 1)
      return err({ reason: "invalid-item", key, field: "correct", found: String(correct) });
    if (!(chance >= 0 && chance < 1))
      return err({ reason: "invalid-item", key, field: "chance", found: String(chance) });
  }
  return ok(sorted);
}

/** What both sides must agree on: the questions and their labels. */
interface Labelled {
  readonly keys: readonly string[];
  readonly subject: (position: number) => string | undefined;
  readonly cluster: (position: number) => string | undefined;
  readonly chance: (position: number) => number | undefined;
}

function difference(first: Labelled, second: Labelled): NotComparable | null {
  const same =
    first.keys.length === second.keys.length && first.keys.every((key, i) => key === second.keys[i]);
  if (!same) {
    const inFirst = new Set(first.keys);
    const inSecond = new Set(second.keys);
    const onlyFirst = first.keys.filter((key) => !inSecond.has(key));
    const onlySecond = second.keys.filter((key) => !inFirst.has(key));
    const example = onlyFirst[0] ?? onlySecond[0] ?? "";
    return { reason: "different-items", onlyFirst: onlyFirst.length, onlySecond: onlySecond.length, example };
  }
  for (const [i, key] of first.keys.entries()) {
    if (first.subject(i) !== second.subject(i)) return { reason: "different-labels", key, field: "subject" };
    if (first.cluster(i) !== second.cluster(i)) return { reason: "different-labels", key, field: "cluster" };
    if (first.chance(i) !== second.chance(i)) return { reason: "different-labels", key, field: "chance" };
  }
  return null;
}

const labelsOfItems = (items: readonly ScoredItem[]): Labelled => ({
  keys: items.map((item) => item.key),
  subject: (i) => items[i]?.subject,
  cluster: (i) => items[i]?.cluster,
  chance: (i) => items[i]?.chance,
});

const labelsOfTable = (table: ItemTable): Labelled => ({
  keys: table.keys,
  subject: (i) => table.subjects.names[table.subjects.index[i] ?? -1],
  cluster: (i) => table.clusters.names[table.clusters.index[i] ?? -1],
  chance: (i) => table.chance[i],
});

/** Why the two tables do not hold the same questions; null where they do. */
export const tableDifference = (first: ItemTable, second: ItemTable): NotComparable | null =>
  difference(labelsOfTable(first), labelsOfTable(second));

/** Checks the runs of one arm and lays them out by question; all runs must hold the same questions. */
export function itemTable(runs: readonly SeedRun[]): Result<ItemTable, NotComparable> {
  const checked: { seed: number | null; items: readonly ScoredItem[] }[] = [];
  for (const run of runs) {
    const items = checkedItems(run.items);
    if (!items.ok) return items;
    checked.push({ seed: run.seed, items: items.value });
  }
  const [first, ...others] = checked;
  if (first === undefined) return err({ reason: "no-items" });
  const labels = labelsOfItems(first.items);
  for (const other of others) {
    const problem = difference(labels, labelsOfItems(other.items));
    if (problem !== null) return err(problem);
  }
  const columns = checked.map(({ seed, items }) => ({
    seed,
    correct: Float64Array.from(items, (item) => item.correct),
  }));
  return ok({
    n: first.items.length,
    keys: labels.keys,
    clusters: grouping(first.items.map((item) => item.cluster)),
    subjects: grouping(first.items.map((item) => item.subject)),
    chance: Float64Array.from(first.items, (item) => item.chance),
    runs: columns,
    means: Float64Array.from(first.items, (_, i) => {
      let right = 0;
      for (const { correct } of columns) right += correct[i] ?? 0;
      return right / columns.length;
    }),
  });
}
