import { at } from "./element.ts";
import { groupSums, type Grouping } from "./grouping.ts";
import { randomStream, type RandomStream } from "./random.ts";

/** What is resampled: both arms always together, so the pairing by question is kept (Koehn 2004). */
export interface BootstrapInput {
  /** One 0/1 column a run, all over the same questions. */
  readonly a: readonly Float64Array[];
  readonly b: readonly Float64Array[];
  /** What is drawn: subjects or entities with all their questions; `singletons(n)` draws questions. */
  readonly units: Grouping;
  /** Weight of each question in the means; left out: equal (micro). `macroWeights` makes them macro. */
  readonly weights?: Float64Array;
  /** Two-way: draw seeds as well (pigeonhole bootstrap, conservative); `paired`: the same draw for both arms. */
  readonly seeds: "kept" | "paired" | "separate";
  /** From the two resampled means, e.g. `(a, b) => a / b - 1`. */
  readonly statistic: (meanA: number, meanB: number) => number;
  readonly seed: number;
  /** Which replicates: each has a random stream of its own, so parts made by several workers join without a seam. */
  readonly from: number;
  readonly count: number;
}

/** Unit sums of one arm, run by run: `sums[unit * runs + run]`. */
interface UnitSums {
  readonly runs: number;
  readonly sums: Float64Array;
}

function unitSums(columns: readonly Float64Array[], units: Grouping, weights: Float64Array): UnitSums {
  const runs = columns.length;
  const sums = new Float64Array(units.names.length * runs);
  for (const [run, column] of columns.entries()) {
    const ofRun = groupSums(
      column.map((value, i) => value * at(weights, i)),
      units,
    );
    for (const [unit, value] of ofRun.entries()) sums[unit * runs + run] = value;
  }
  return { runs, sums };
}

/** Adds the drawn units to the totals, run by run; the innermost loop of everything here. */
function addUnits({ runs, sums }: UnitSums, drawn: Int32Array, totals: Float64Array): void {
  for (let run = 0; run < runs; run++) {
    let total = 0;
    for (let i = 0; i < drawn.length; i++) total += sums[(drawn[i] ?? 0) * runs + run] ?? 0;
    totals[run] = total;
  }
}

function meanOfRuns(totals: Float64Array, picks: readonly number[]): number {
  let total = 0;
  for (const run of picks) total += totals[run] ?? 0;
  return total / picks.length;
}

const every = (runs: number): readonly number[] => Array.from({ length: runs }, (_, run) => run);

const pickRuns = (runs: number, random: RandomStream): readonly number[] =>
  Array.from({ length: runs }, () => random.below(runs));

/** The statistic on all questions, on the wanted replicates, and with each unit left out (for BCa). */
export interface Resamples {
  readonly observed: number;
  readonly replicates: Float64Array;
  readonly jackknife: Float64Array;
}

/**
 * Paired bootstrap by question or cluster, optionally two-way with seeds. Replicate r depends only on the seed and r, not
 * on how the work is split. A statistic that is undefined on a resample (a ratio over 0) is left as it is.
 */
export function bootstrap(input: BootstrapInput): Resamples {
  const { units, statistic, seeds, from, count } = input;
  const n = units.index.length;
  const weights = input.weights ?? new Float64Array(n).fill(1);
  const a = unitSums(input.a, units, weights);
  const b = unitSums(input.b, units, weights);
  const unitWeights = groupSums(weights, units);
  const numUnits = units.names.length;
  const totalsA = new Float64Array(a.runs);
  const totalsB = new Float64Array(b.runs);
  let totalWeight = 0;
  const weightSums: UnitSums = { runs: 1, sums: unitWeights };
  const weightTotal = new Float64Array(1);
  const addAll = (units: Int32Array): void => {
    addUnits(a, units, totalsA);
    addUnits(b, units, totalsB);
    addUnits(weightSums, units, weightTotal);
    totalWeight = at(weightTotal, 0);
  };
  const evaluate = (picksA: readonly number[], picksB: readonly number[]): number =>
    statistic(meanOfRuns(totalsA, picksA) / totalWeight, meanOfRuns(totalsB, picksB) / totalWeight);

  const root = randomStream(input.seed);
  const drawnUnits = new Int32Array(numUnits);
  const replicates = new Float64Array(count);
  for (let r = 0; r < count; r++) {
    const random = root.split(from + r);
    for (let i = 0; i < numUnits; i++) drawnUnits[i] = random.below(numUnits);
    addAll(drawnUnits);
    const picksA = seeds === "kept" ? every(a.runs) : pickRuns(a.runs, random);
    const picksB = seeds === "kept" ? every(b.runs) : seeds === "paired" ? picksA : pickRuns(b.runs, random);
    replicates[r] = evaluate(picksA, picksB);
  }
  addAll(Int32Array.from(drawnUnits, (_, unit) => unit));
  const observed = evaluate(every(a.runs), every(b.runs));
  // Taking a unit off the totals instead of adding the others anew keeps this linear for questions as units.
  const jackknife = new Float64Array(numUnits);
  const wholeA = totalsA.slice();
  const wholeB = totalsB.slice();
  const wholeWeight = totalWeight;
  for (let unit = 0; unit < numUnits; unit++) {
    for (let run = 0; run < a.runs; run++) totalsA[run] = at(wholeA, run) - at(a.sums, unit * a.runs + run);
    for (let run = 0; run < b.runs; run++) totalsB[run] = at(wholeB, run) - at(b.sums, unit * b.runs + run);
    totalWeight = wholeWeight - at(unitWeights, unit);
    jackknife[unit] = evaluate(every(a.runs), every(b.runs));
  }
  return { observed, replicates, jackknife };
}
