import type { PowerDesign } from "./power.ts";
import { bisect } from "./special/bisect.ts";
import { normalCdf, normalQuantile } from "./special/normal.ts";
import { studentCritical } from "./special/student-t.ts";

/**
 * What a comparison of seeds is planned with: `seedSd` is the standard deviation of an arm's score from seed to seed, a
 * fraction, taken as known; both arms have as many seeds.
 */
export interface SeedDesign extends PowerDesign {
  readonly seedSd: number;
}

/** How much is asked: questions, and seeds of each arm. */
export interface DesignSize {
  readonly n: number;
  readonly seeds: number;
}

/** Variance of the difference that more questions do not shrink: 2 sigma_seed^2 / S. */
const seedVariance = (seedSd: number, seeds: number): number => (2 * seedSd ** 2) / seeds;

/** Standard error of the difference where it is small: SE^2 = D d / n + 2 sigma_seed^2 / S. A fraction. */
export function plannedError({ n, seeds }: DesignSize, design: SeedDesign): number {
  const { discordance, designEffect = 1, seedSd } = design;
  return Math.sqrt((designEffect * discordance) / n + seedVariance(seedSd, seeds));
}

/** How far a true difference stands above the critical value, and the spread it is seen with (Connor 1987, with a seed term). */
function standing(
  difference: number,
  { n, seeds }: DesignSize,
  design: SeedDesign,
): { excess: number; spread: number } {
  const { discordance, designEffect = 1, alpha = 0.05, df = Number.POSITIVE_INFINITY, seedSd } = design;
  const delta = Math.abs(difference);
  const critical = studentCritical(1 - alpha, df) * plannedError({ n, seeds }, design);
  const fromQuestions = (designEffect * Math.max(0, discordance - delta ** 2)) / n;
  return { excess: delta - critical, spread: Math.sqrt(fromQuestions + seedVariance(seedSd, seeds)) };
}

/** Probability that this design shows a true difference, two-sided. */
export function powerWithSeeds(difference: number, size: DesignSize, design: SeedDesign): number {
  const { excess, spread } = standing(difference, size, design);
  return spread > 0 ? normalCdf(excess / spread) : excess > 0 ? 1 : 0;
}

/**
 * Smallest true difference that this design finds with the wanted power (at least .5): delta = z_a sqrt(D d / n + V) +
 * z_b sqrt(D (d - delta^2) / n + V) with V = 2 sigma^2 / S. A fraction; null where even a difference as large as the
 * discordance, the largest there can be, is missed.
 */
export function detectableWithSeeds(size: DesignSize, design: SeedDesign): number | null {
  const forPower = normalQuantile(design.power ?? 0.8);
  const f = (delta: number): number => {
    const { excess, spread } = standing(delta, size, design);
    return excess - forPower * spread;
  };
  return f(design.discordance) < 0 ? null : bisect({ f, low: 0, high: design.discordance });
}

/** Nothing that anybody could run needs to be counted beyond this. */
const LARGEST = 2 ** 40;

/** Smallest whole number from 1 on at which an increasing condition holds; null where it holds nowhere. */
function smallest(holds: (count: number) => boolean): number | null {
  if (!holds(LARGEST)) return null;
  let [low, high] = [0, LARGEST]; // it holds at `high`, not at `low`
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

const isPossible = (difference: number, { discordance }: SeedDesign): boolean =>
  difference !== 0 && Math.abs(difference) <= discordance;

/**
 * Questions with which so many seeds find a difference with the wanted power; null where no number of questions would
 * do: the seeds alone scatter too much, or the difference is 0 or larger than the discordance allows.
 */
export function itemsNeededWithSeeds(difference: number, seeds: number, design: SeedDesign): number | null {
  const { power = 0.8 } = design;
  if (!isPossible(difference, design)) return null;
  return smallest((n) => powerWithSeeds(difference, { n, seeds }, design) >= power);
}

/**
 * Seeds of each arm with which so many questions find a difference with the wanted power; null where no number of seeds
 * would do: these questions are too few even without any noise of seeds.
 */
export function seedsNeeded(difference: number, n: number, design: SeedDesign): number | null {
  const { power = 0.8 } = design;
  if (!isPossible(difference, design)) return null;
  return smallest((seeds) => powerWithSeeds(difference, { n, seeds }, design) >= power);
}
