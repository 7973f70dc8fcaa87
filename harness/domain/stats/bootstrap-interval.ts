import type { Resamples } from "./bootstrap.ts";
import { at } from "./element.ts";
import type { Interval } from "./interval.ts";
import { normalCdf, normalQuantile } from "./special/normal.ts";
import { mean, sum } from "./sum.ts";

/** Quantile of sorted values with linear interpolation (R's type 7). */
function quantile(sorted: Float64Array, probability: number): number {
  const position = probability * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.ceil(position);
  const [low, high] = [at(sorted, below), at(sorted, above)];
  return low === high ? low : low + (position - below) * (high - low);
}

/** Both quantiles as an interval; null where an end is not a number that can be shown. */
function between(replicates: Float64Array, low: number, high: number): Interval | null {
  if (replicates.length === 0 || replicates.some((value) => Number.isNaN(value))) return null;
  const sorted = replicates.toSorted();
  const interval = { low: quantile(sorted, low), high: quantile(sorted, high) };
  return Number.isFinite(interval.low) && Number.isFinite(interval.high) ? interval : null;
}

/** Percentile interval: the middle part of the replicates. Null where the statistic is undefined on some of them. */
export const percentileInterval = ({ replicates }: Resamples, level = 0.95): Interval | null =>
  between(replicates, (1 - level) / 2, (1 + level) / 2);

/**
 * Bias-corrected and accelerated interval (Efron 1987), for statistics that are not linear, such as a ratio: z0 from the
 * share of replicates below the observed value (ties count half), a from the jackknife over units.
 */
export function bcaInterval({ observed, replicates, jackknife }: Resamples, level = 0.95): Interval | null {
  if (replicates.length === 0 || !Number.isFinite(observed)) return null;
  let below = 0;
  for (const value of replicates) below += value < observed ? 1 : value === observed ? 0.5 : 0;
  const step = 0.5 / replicates.length;
  const z0 = normalQuantile(Math.min(1 - step, Math.max(step, below / replicates.length)));
  const centre = mean(jackknife);
  const squares = sum(jackknife.map((value) => (centre - value) ** 2));
  const acceleration =
    squares > 0 ? sum(jackknife.map((value) => (centre - value) ** 3)) / (6 * squares ** 1.5) : 0;
  if (!Number.isFinite(acceleration)) return null;
  const shifted = (probability: number): number => {
    const z = z0 + normalQuantile(probability);
    return normalCdf(z0 + z / (1 - acceleration * z));
  };
  return between(replicates, shifted((1 - level) / 2), shifted((1 + level) / 2));
}
