import type { CombinedError } from "./seeds.ts";
import { normalQuantile } from "./special/normal.ts";

/** What would settle an inconclusive comparison, if the observed difference were the true one, with 80 % power. */
export interface Needed {
  /** Questions in all, same runs; null: no number of questions would do, or the difference is 0. */
  readonly items: number | null;
  /** Seeds an arm, same questions; null: not measured, or no number of seeds would do. */
  readonly seeds: number | null;
  /** Questions that would show equivalence within the margin; null: no margin, or the difference is outside it. */
  readonly itemsForEquivalence: number | null;
}

/** The design that was used and what it saw. */
export interface NeededInput {
  readonly diff: number;
  readonly n: number;
  readonly seeds: number; // of the arm with more
  readonly error: CombinedError;
  readonly alpha: number;
  readonly margin: number | null;
}

const POWER = 0.8;

/** A whole number that can be said; null for none, or for one beyond counting. */
function whole(value: number): number | null {
  return value > 0 && value < Number.MAX_SAFE_INTEGER ? Math.ceil(value) : null;
}

/**
 * Solves questions n0/n V_q + V_s <= (distance / (z_a + z_power))^2 for n, and V_q + S0/S V_s likewise for S. Questions
 * are taken to come in more clusters of the same kind.
 */
export function neededToSettle({ diff, n, seeds, error, alpha, margin }: NeededInput): Needed {
  const questionsFor = (distance: number, criticalAlpha: number): number | null => {
    const target = (distance / (normalQuantile(1 - criticalAlpha) + normalQuantile(POWER))) ** 2;
    return whole((n * error.questions) / (target - error.seeds));
  };
  const size = Math.abs(diff);
  const target = (size / (normalQuantile(1 - alpha / 2) + normalQuantile(POWER))) ** 2;
  const seedsWanted = whole((seeds * error.seeds) / (target - error.questions));
  return {
    items: size === 0 ? null : questionsFor(size, alpha / 2),
    seeds: seedsWanted,
    itemsForEquivalence: margin === null || margin <= size ? null : questionsFor(margin - size, alpha),
  };
}
