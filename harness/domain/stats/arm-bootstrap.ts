import { at } from "./element.ts";
import { groupSums, type Grouping } from "./grouping.ts";
import { randomStream, type RandomStream } from "./random.ts";

/** What is resampled: all arms together, so that every pair among them is paired by question. */
export interface ArmBootstrapInput {
  /** Per arm, one 0/1 column a run, all over the same questions. */
  readonly arms: readonly (readonly Float64Array[])[];
  /** What is drawn: subjects or entities with all their questions. */
  readonly units: Grouping;
  /** Weight of each question in the means; left out: equal (micro). `macroWeights` makes them macro. */
  readonly weights?: Float64Array;
  /** Two-way: draw seeds as well; `paired`: the same draw for all arms, which then have as many runs each. */
  readonly seeds: "kept" | "paired" | "separate";
  readonly seed: number;
  /** Which replicates: each has a random stream of its own, so parts made by several workers join without a seam. */
  readonly from: number;
  readonly count: number;
}

/** Means by arm: `replicates[r * arms + arm]`, and so for `jackknife` with one unit left out each. */
export interface ArmReplicates {
  readonly arms: number;
  readonly observed: Float64Array;
  readonly replicates: Float64Array;
  readonly jackknife: Float64Array;
}

/** Unit sums of all runs of all arms, side by side: `sums[unit * columns + column]`. */
function unitSums(columns: readonly Float64Array[], units: Grouping, weights: Float64Array): Float64Array {
  const sums = new Float64Array(units.names.length * columns.length);
  for (const [column, values] of columns.entries()) {
    const weighted = values.map((value, i) => value * at(weights, i));
    for (const [unit, value] of groupSums(weighted, units).entries())
      sums[unit * columns.length + column] = value;
  }
  return sums;
}

/**
 * The means of all arms on shared resamples of units and, two-way, of seeds (pigeonhole bootstrap, Owen 2007;
 * conservative). Whatever is made of two arms, a difference or a ratio, is made from the same draws as `bootstrap`'s.
 * The same seed gives the same draws for other weights, so micro and macro belong together.
 */
export function bootstrapArms(input: ArmBootstrapInput): ArmReplicates {
  const { arms, units, seeds, from, count } = input;
  const weights = input.weights ?? new Float64Array(units.index.length).fill(1);
  const columns = arms.flat();
  const numUnits = units.names.length;
  const sums = unitSums(columns, units, weights);
  const unitWeights = groupSums(weights, units);
  const starts = Int32Array.from(arms, (_, arm) => arms.slice(0, arm).flat().length);
  const runs = Int32Array.from(arms, (own) => own.length);

  const totals = new Float64Array(columns.length);
  const means = (
    picks: Int32Array,
    totalWeight: number,
    into: { readonly out: Float64Array; readonly at: number },
  ): void => {
    for (let arm = 0; arm < arms.length; arm++) {
      const [start, numRuns] = [starts[arm] ?? 0, runs[arm] ?? 0];
      let total = 0;
      for (let k = 0; k < numRuns; k++) total += totals[picks[start + k] ?? 0] ?? 0;
      into.out[into.at + arm] = total / numRuns / totalWeight;
    }
  };

  const drawn = new Float64Array(numUnits); // how often each unit is in the resample
  const picks = new Int32Array(columns.length);
  const replicates = new Float64Array(count * arms.length);
  const root = randomStream(input.seed);
  for (let r = 0; r < count; r++) {
    const random = root.split(from + r);
    drawn.fill(0);
    for (let i = 0; i < numUnits; i++) {
      const unit = random.below(numUnits);
      drawn[unit] = (drawn[unit] ?? 0) + 1;
    }
    totals.fill(0);
    let totalWeight = 0;
    for (let unit = 0; unit < numUnits; unit++) {
      const times = drawn[unit] ?? 0;
      if (times === 0) continue;
      totalWeight += times * (unitWeights[unit] ?? 0);
      const base = unit * columns.length;
      for (let column = 0; column < columns.length; column++) {
        totals[column] = (totals[column] ?? 0) + times * (sums[base + column] ?? 0);
      }
    }
    pickRuns(picks, { starts, runs, seeds, random });
    means(picks, totalWeight, { out: replicates, at: r * arms.length });
  }

  const every = Int32Array.from(columns, (_, column) => column);
  const whole = columns.map((_, column) => {
    let total = 0;
    for (let unit = 0; unit < numUnits; unit++) total += at(sums, unit * columns.length + column);
    return total;
  });
  const wholeWeight = unitWeights.reduce((total, weight) => total + weight, 0);
  const observed = new Float64Array(arms.length);
  totals.set(whole);
  means(every, wholeWeight, { out: observed, at: 0 });
  const jackknife = new Float64Array(numUnits * arms.length);
  for (let unit = 0; unit < numUnits; unit++) {
    for (const [column, total] of whole.entries())
      totals[column] = total - at(sums, unit * columns.length + column);
    means(every, wholeWeight - at(unitWeights, unit), { out: jackknife, at: unit * arms.length });
  }
  return { arms: arms.length, observed, replicates, jackknife };
}

/** Which columns stand for each arm's runs in this replicate. */
function pickRuns(
  picks: Int32Array,
  source: {
    readonly starts: Int32Array;
    readonly runs: Int32Array;
    readonly seeds: ArmBootstrapInput["seeds"];
    readonly random: RandomStream;
  },
): void {
  const { starts, runs, seeds, random } = source;
  for (const [arm, start] of starts.entries()) {
    const numRuns = at(runs, arm);
    if (seeds === "paired" && numRuns !== at(runs, 0)) {
      throw new Error(
        `Internal error: arm ${arm} has ${numRuns} seeds, the first has ${at(runs, 0)}: they can't be paired`,
      );
    }
    for (let k = 0; k < numRuns; k++) {
      const shared = seeds === "paired" && arm > 0;
      picks[start + k] = start + (seeds === "kept" ? k : shared ? at(picks, k) : random.below(numRuns));
    }
  }
}
