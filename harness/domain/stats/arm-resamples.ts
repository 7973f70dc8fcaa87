import type { ArmReplicates } from "./arm-bootstrap.ts";
import type { Resamples } from "./bootstrap.ts";
import { at } from "./element.ts";

/** A statistic of two arms on shared replicates, ready for `percentileInterval` and `bcaInterval`. */
export function pairResamples(
  { arms, observed, replicates, jackknife }: ArmReplicates,
  [a, b]: readonly [number, number],
  statistic: (meanA: number, meanB: number) => number,
): Resamples {
  const over = (means: Float64Array): Float64Array => {
    const values = new Float64Array(means.length / arms);
    for (let r = 0; r < values.length; r++)
      values[r] = statistic(means[r * arms + a] ?? NaN, means[r * arms + b] ?? NaN);
    return values;
  };
  return {
    observed: statistic(at(observed, a), at(observed, b)),
    replicates: over(replicates),
    jackknife: over(jackknife),
  };
}

/** How an arm ranks over the replicates: a description; what can be inferred of ranks is in `rankSets`. */
export interface RankShares {
  readonly best: number; // share of the replicates in which it is best; ties share
  readonly low: number; // 95 % of its ranks are from here ...
  readonly high: number; // ... to here; 1 is best
}

/** P(best) and the middle 95 % of each arm's rank over the shared replicates; tied arms share their ranks' mean. */
export function rankShares({ arms, replicates }: ArmReplicates): readonly RankShares[] {
  const count = replicates.length / arms;
  const best = new Float64Array(arms);
  const ranks = Array.from({ length: arms }, () => new Float64Array(count));
  for (let r = 0; r < count; r++) {
    const means = replicates.subarray(r * arms, (r + 1) * arms);
    let [top, winners] = [-1, 0];
    for (let arm = 0; arm < arms; arm++) {
      const own = at(means, arm);
      let [above, tied] = [0, 0];
      for (let other = 0; other < arms; other++) {
        if (at(means, other) > own) above++;
        else if (other !== arm && at(means, other) === own) tied++;
      }
      const row = ranks[arm];
      if (row !== undefined) row[r] = 1 + above + tied / 2;
      if (above === 0) [top, winners] = [arm, tied + 1];
    }
    if (winners === 1) best[top] = at(best, top) + 1;
    else
      for (let arm = 0; arm < arms; arm++)
        if (at(means, arm) === at(means, top)) best[arm] = at(best, arm) + 1 / winners;
  }
  return ranks.map((row, arm) => {
    const sorted = row.toSorted();
    const quantile = (share: number): number => sorted[Math.round(share * (count - 1))] ?? NaN;
    return {
      best: at(best, arm) / count,
      low: Math.floor(quantile(0.025)),
      high: Math.ceil(quantile(0.975)),
    };
  });
}
