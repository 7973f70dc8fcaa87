import { mean, sampleVariance, sum } from "./sum.ts";

/** Where the variance of an items x seeds table lies, per question and run (method of moments, two-way layout). */
export interface SeedComponents {
  readonly seeds: number;
  /** Mean of each seed over the questions: for differences, the D_k. */
  readonly perSeed: readonly number[];
  /** Variance of a whole seed's shift: more questions do not shrink it. Null with one seed: not measured. */
  readonly seed: number | null;
  /** Variance between questions, seeds averaged away. */
  readonly item: number;
  /** Variance of question x seed: it shrinks with both. Null with one seed: it is part of `item`. */
  readonly interaction: number | null;
}

/**
 * Splits the variance of values (one column a seed, questions in the same order) into question, seed and question x
 * seed: seed = max(0, (MS_seed - MS_rest) / n), item = max(0, (MS_item - MS_rest) / S) (two-way random effects).
 */
export function seedComponents(columns: readonly Float64Array[]): SeedComponents {
  const [first] = columns;
  if (first === undefined) return { seeds: 0, perSeed: [], seed: null, item: 0, interaction: null };
  const n = first.length;
  const perSeed = columns.map((column) => mean(column));
  if (columns.length === 1)
    return { seeds: 1, perSeed, seed: null, item: sampleVariance(first), interaction: null };
  const itemMeans = first.map((_, i) => sum(columns.map((column) => column[i] ?? 0)) / columns.length);
  const grand = mean(itemMeans);
  const rest = sum(
    columns.map((column, k) =>
      sum(column.map((value, i) => (value - (itemMeans[i] ?? 0) - (perSeed[k] ?? 0) + grand) ** 2)),
    ),
  );
  const interaction = n > 1 ? rest / ((n - 1) * (columns.length - 1)) : 0;
  return {
    seeds: columns.length,
    perSeed,
    seed: Math.max(0, sampleVariance(perSeed) - interaction / n),
    item: Math.max(0, sampleVariance(itemMeans) - interaction / columns.length),
    interaction,
  };
}

/** A variance of a mean, with the degrees of freedom it was estimated with. */
export interface VariancePart {
  readonly variance: number;
  readonly df: number;
}

/** What seeds add to the variance of a mean. */
export interface SeedPart extends VariancePart {
  /** Variance of the mean by the spread of the seeds alone, question x seed not taken out: what `df` belongs to. */
  readonly spread: number;
}

/** The part that seeds add to the variance of the mean over questions and seeds; none with one seed. */
export const seedPartsOf = ({ seed, seeds, perSeed }: SeedComponents): readonly SeedPart[] =>
  seed === null ? [] : [{ variance: seed / seeds, spread: sampleVariance(perSeed) / seeds, df: seeds - 1 }];

/** A combined standard error: which part is larger decides whether questions or seeds would help. */
export interface CombinedError {
  readonly se: number;
  readonly df: number;
  readonly questions: number; // variance of the mean from questions (and question x seed)
  readonly seeds: number; // variance of the mean from seeds
  readonly dominant: "questions" | "seeds";
}

/**
 * Satterthwaite's rule is too sure where a few seeds vary much: their spread counts 1.25 times in it. By simulation over
 * mixtures of question, question x seed and seed variance the type I error at 5 % is then 3 to 7 % with three seeds, 3 to
 * 5 % with five (two seeds, where they are most of the noise: up to 12 %).
 */
const SPREAD_FACTOR = 1.25;

/**
 * Adds the seed parts to the question part. Degrees of freedom by Satterthwaite (1946), cautiously: three seeds that
 * disagree by more than their questions explain cost certainty, and three that agree do not.
 */
export function combineErrors(questions: VariancePart, seedParts: readonly SeedPart[]): CombinedError {
  const parts = seedParts.filter((part) => part.variance > 0);
  const seeds = sum(parts.map((part) => part.variance));
  const total = questions.variance + seeds;
  const fewest = Math.min(...parts.map((part) => part.df)); // of the seeds; Infinity without them
  const ofQuestions = questions.variance > 0 ? questions.variance ** 2 / questions.df : 0;
  const ofSeeds = sum(parts.map((part) => (SPREAD_FACTOR * part.spread) ** 2 / part.df));
  const df =
    parts.length === 0
      ? questions.df
      : questions.variance === 0
        ? fewest
        : Math.max(Math.min(fewest, questions.df), total ** 2 / (ofQuestions + ofSeeds));
  return {
    se: Math.sqrt(total),
    df,
    questions: questions.variance,
    seeds,
    dominant: seeds > questions.variance ? "seeds" : "questions",
  };
}
