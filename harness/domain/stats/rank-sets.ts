import { at } from "./element.ts";
import type { Interval } from "./interval.ts";

/** The ranks an arm may have; 1 is best. */
export interface RankSet {
  readonly best: number;
  readonly worst: number;
}

/** A pair of arms and the simultaneous interval of `a - b`. */
export interface SimultaneousPair {
  readonly a: number;
  readonly b: number;
  readonly simultaneous: Interval;
}

/**
 * Rank sets from simultaneous intervals of all pairs (Mogstad et al. 2024): an arm's best rank is 1 + the number that are
 * surely better, its worst the number of arms less those surely worse. All sets together hold with the intervals' level.
 */
export function rankSets(arms: number, pairs: readonly SimultaneousPair[]): readonly RankSet[] {
  const better = new Int32Array(arms);
  const worse = new Int32Array(arms);
  for (const { a, b, simultaneous } of pairs) {
    const [winner, loser] = simultaneous.low > 0 ? [a, b] : simultaneous.high < 0 ? [b, a] : [null, null];
    if (winner === null) continue;
    better[loser] = at(better, loser) + 1;
    worse[winner] = at(worse, winner) + 1;
  }
  return Array.from({ length: arms }, (_, arm) => ({
    best: 1 + at(better, arm),
    worst: arms - at(worse, arm),
  }));
}
