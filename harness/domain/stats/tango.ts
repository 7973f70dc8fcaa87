import type { Interval } from "./interval.ts";
import { bisect } from "./special/bisect.ts";
import { normalQuantile } from "./special/normal.ts";

/** Questions on which only one of the two was right, of `n` in all. */
export interface Discordant {
  readonly onlyA: number;
  readonly onlyB: number;
  readonly n: number;
  readonly level: number;
}

/**
 * Score statistic for a difference `delta` (Tango 1998): (b - c - n delta) / sqrt(n (2 q + delta (1 - delta))), with q
 * the restricted maximum-likelihood share of "only B right".
 */
function score({ onlyA, onlyB, n }: Discordant, delta: number): number {
  const linear = -onlyA - onlyB + (2 * n - onlyA + onlyB) * delta;
  const constant = -onlyB * delta * (1 - delta);
  const q = (Math.sqrt(Math.max(0, linear * linear - 8 * n * constant)) - linear) / (4 * n);
  const distance = onlyA - onlyB - n * delta;
  if (distance === 0) return 0;
  const variance = n * (2 * q + delta * (1 - delta));
  return variance > 0 ? distance / Math.sqrt(variance) : Math.sign(distance) * Number.POSITIVE_INFINITY;
}

/** Tango's score interval for the difference of two paired shares; does not collapse when nothing is discordant. */
export function tangoInterval(cells: Discordant): Interval {
  const z = normalQuantile(0.5 + cells.level / 2);
  const difference = (cells.onlyA - cells.onlyB) / cells.n;
  // The statistic falls as delta grows: it is z at the lower end and -z at the upper.
  return {
    low: bisect({ f: (delta) => z - score(cells, delta), low: -1, high: difference }),
    high: bisect({ f: (delta) => -z - score(cells, delta), low: difference, high: 1 }),
  };
}
