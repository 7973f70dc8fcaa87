import type { ItemTable } from "./item-table.ts";
import { seedComponents, seedPartsOf, type SeedComponents, type SeedPart } from "./seeds.ts";

/** How far the noise of seeds is known: of both arms, of one, of none; or there is no seed in it. */
export type SeedNoise = "measured" | "partly" | "not-measured" | "no-seeds";

/** How the seeds of two arms meet, and what they add to the variance of the difference. */
export interface SeedPairing {
  /** `paired`: the same seeds in both; `fixed`: one arm is a single run; `unpaired`: different seeds. */
  readonly design: "paired" | "fixed" | "unpaired";
  /** Pairs of columns that are compared, each with itself, e.g. seed 1 of A with seed 1 of B. */
  readonly pairs: readonly (readonly [Float64Array, Float64Array])[];
  /** The difference of each pair, D_k; empty for unpaired seeds. */
  readonly perSeed: readonly number[];
  readonly noise: SeedNoise;
  /** Variance of the difference from seeds, in parts (one, or one an arm), with degrees of freedom. */
  readonly diffParts: readonly SeedPart[];
  readonly varA: number; // of A's mean, from seeds
  readonly varB: number;
}

const difference = ([a, b]: readonly [Float64Array, Float64Array]): Float64Array =>
  a.map((value, i) => value - (b[i] ?? 0));

const varianceOf = ({ seed, seeds }: SeedComponents): number => (seed === null ? 0 : seed / seeds);

const bySeed = (table: ItemTable): ItemTable["runs"] =>
  table.runs.toSorted((first, second) => (first.seed ?? -1) - (second.seed ?? -1));

function noiseOf(a: ItemTable, b: ItemTable): SeedNoise {
  const made = [a, b].filter(({ runs }) => runs.some((run) => run.seed !== null));
  if (made.length === 0) return "no-seeds";
  const measured = made.filter(({ runs }) => runs.length > 1).length;
  return measured === made.length ? "measured" : measured > 0 ? "partly" : "not-measured";
}

/** Pairs the runs of two arms by seed where they have the same seeds; a single run meets every run of the other. */
export function seedPairing(a: ItemTable, b: ItemTable): SeedPairing {
  const runsA = bySeed(a);
  const runsB = bySeed(b);
  const sameSeeds = runsA.length === runsB.length && runsA.every((run, k) => run.seed === runsB[k]?.seed);
  const design = runsA.length === 1 || runsB.length === 1 ? "fixed" : sameSeeds ? "paired" : "unpaired";
  const pairs = runsA.flatMap((runA, k) =>
    runsB
      .filter((_, l) => design !== "paired" || k === l)
      .map((runB) => [runA.correct, runB.correct] as const),
  );
  const ownA = seedComponents(runsA.map((run) => run.correct));
  const ownB = seedComponents(runsB.map((run) => run.correct));
  const diff = seedComponents(design === "unpaired" ? [] : pairs.map(difference));
  return {
    design,
    pairs,
    perSeed: diff.perSeed,
    noise: noiseOf(a, b),
    diffParts: design === "unpaired" ? [...seedPartsOf(ownA), ...seedPartsOf(ownB)] : seedPartsOf(diff),
    varA: varianceOf(ownA),
    varB: varianceOf(ownB),
  };
}
