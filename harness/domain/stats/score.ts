import { ok, type Result } from "../result.ts";
import { chanceNormalised, aboveChance } from "./chance.ts";
import { clusteredMean, macroWeights } from "./clustered.ts";
import type { Grouping } from "./grouping.ts";
import { grouping } from "./grouping.ts";
import { clampedInterval, type Estimate } from "./interval.ts";
import { itemTable, type ItemTable, type ScoredItem, type SeedRun } from "./item-table.ts";
import type { NotComparable } from "./not-comparable.ts";
import { MIN_CLUSTERS } from "./pair-inference.ts";
import { combineErrors, seedComponents, seedPartsOf } from "./seeds.ts";
import { studentCritical } from "./special/student-t.ts";
import { stratified } from "./stratified.ts";
import { sum } from "./sum.ts";
import { wilsonInterval } from "./wilson.ts";

/** A named set of subjects, e.g. STEM. */
export interface SubjectGroup {
  readonly id: string;
  readonly subjects: readonly string[];
}

/** A group's or a subject's score. */
export interface PartScore {
  readonly id: string;
  readonly subjects: number;
  readonly score: Estimate;
}

/** The scores of one arm on one benchmark, each with its uncertainty. Fractions. */
export interface Score {
  readonly n: number;
  readonly clusters: number;
  readonly seeds: number;
  readonly micro: Estimate; // mean over questions; clustered where there are enough clusters, else Wilson
  readonly microWilson: Estimate; // as if questions were independent
  readonly microStratified: Estimate | null; // subjects fixed; null: a subject has one question
  readonly macro: Estimate; // mean over subjects
  readonly macroStratified: Estimate | null;
  readonly groups: readonly PartScore[]; // macro over the group's subjects; groups without questions are left out
  readonly subjects: readonly PartScore[];
  readonly chance: number;
  readonly aboveChanceP: number; // one-sided, exact
  readonly normalised: Estimate; // (micro - chance) / (1 - chance)
  readonly perSeed: readonly number[]; // micro of each run
}

/** The questions of a table that are wanted, as columns. */
interface Columns {
  readonly means: Float64Array;
  readonly runs: readonly Float64Array[];
  readonly clusters: Grouping;
}

function columnsOf(table: ItemTable, positions: readonly number[]): Columns {
  const pick = (column: Float64Array): Float64Array => Float64Array.from(positions, (i) => column[i] ?? 0);
  return {
    means: pick(table.means),
    runs: table.runs.map((run) => pick(run.correct)),
    clusters: grouping(positions.map((i) => table.clusters.names[table.clusters.index[i] ?? 0] ?? "")),
  };
}

/** Wilson around a weighted mean; Kish's effective number 1 / sum w^2 stands for n. Seeds do not make questions more. */
function wilsonEstimate({ means }: Columns, weights: Float64Array, level: number): Estimate {
  const value = Math.max(0, Math.min(1, sum(means.map((y, i) => y * (weights[i] ?? 0)))));
  const effective = 1 / sum(weights.map((weight) => weight * weight));
  const se = Math.sqrt((value * (1 - value)) / effective);
  return {
    value,
    ...wilsonInterval({ value, n: effective, level }),
    level,
    n: means.length,
    se,
    df: null,
    method: "wilson",
  };
}

/** CR1 with t and the noise of seeds where there are enough clusters that vary, else Wilson. */
function average(columns: Columns, weights: Float64Array, level: number): Estimate {
  const { mean, se, clusters } = clusteredMean({
    values: columns.means,
    clusters: columns.clusters,
    weights,
  });
  if (clusters < MIN_CLUSTERS || se === 0) return wilsonEstimate(columns, weights, level);
  const n = columns.means.length;
  const components = seedComponents(columns.runs.map((run) => run.map((y, i) => y * n * (weights[i] ?? 0))));
  const error = combineErrors({ variance: se ** 2, df: clusters - 1 }, seedPartsOf(components));
  const interval = clampedInterval(mean, studentCritical(level, error.df) * error.se, { low: 0, high: 1 });
  return { value: mean, ...interval, level, n, se: error.se, df: error.df, method: "cr1-t" };
}

const equalWeights = (n: number): Float64Array => new Float64Array(n).fill(1 / n);

function partScore(table: ItemTable, group: SubjectGroup, level: number): PartScore | null {
  const wanted = new Set(group.subjects);
  const subjectOf = (i: number): string => table.subjects.names[table.subjects.index[i] ?? 0] ?? "";
  const positions = table.keys.flatMap((_, i) => (wanted.has(subjectOf(i)) ? [i] : []));
  if (positions.length === 0) return null;
  const subjects = grouping(positions.map(subjectOf));
  const score = average(columnsOf(table, positions), macroWeights(subjects), level);
  return { id: group.id, subjects: subjects.names.length, score };
}

/** Scores the runs of one arm (one a seed), averaged per question over seeds. Default level 0.95. */
export function scoreRuns(
  runs: readonly SeedRun[],
  { groups = [], level = 0.95 }: { readonly groups?: readonly SubjectGroup[]; readonly level?: number } = {},
): Result<Score, NotComparable> {
  const checked = itemTable(runs);
  if (!checked.ok) return checked;
  const table = checked.value;
  const { n, means, subjects, clusters } = table;
  const whole: Columns = { means, runs: table.runs.map((run) => run.correct), clusters };
  const micro = average(whole, equalWeights(n), level);
  const above = aboveChance(table);
  const fixed = (kind: "micro" | "macro"): Estimate | null => {
    const result = stratified({ values: means, subjects, average: kind, level });
    return result.ok ? result.value : null;
  };
  const parts = (wanted: readonly SubjectGroup[]): readonly PartScore[] =>
    wanted.map((group) => partScore(table, group, level)).filter((part) => part !== null);
  return ok({
    n,
    clusters: clusters.names.length,
    seeds: table.runs.length,
    micro,
    microWilson: wilsonEstimate(whole, equalWeights(n), level),
    microStratified: fixed("micro"),
    macro: average(whole, macroWeights(subjects), level),
    macroStratified: fixed("macro"),
    groups: parts(groups),
    subjects: parts(subjects.names.toSorted().map((id) => ({ id, subjects: [id] }))),
    chance: above.chance,
    aboveChanceP: above.p,
    normalised: chanceNormalised(micro, above.chance),
    perSeed: seedComponents(whole.runs).perSeed,
  });
}

/** Scores the items of a single run. */
export const scoreItems = (
  items: readonly ScoredItem[],
  options: { readonly groups?: readonly SubjectGroup[]; readonly level?: number } = {},
): Result<Score, NotComparable> => scoreRuns([{ seed: null, items }], options);
