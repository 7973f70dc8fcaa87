import { clampedInterval, type Interval } from "./interval.ts";
import { normalQuantile } from "./special/normal.ts";
import type { Discordant } from "./tango.ts";

/**
 * Bonett and Price (2012): Wald's interval for a paired difference after adding one question to each discordant cell.
 * Good coverage in small cells; counts may be averages over seeds, not whole.
 */
export function bonettPriceInterval({ onlyA, onlyB, n, level }: Discordant): Interval {
  const shareA = (onlyA + 1) / (n + 2);
  const shareB = (onlyB + 1) / (n + 2);
  const difference = shareA - shareB;
  const se = Math.sqrt((shareA + shareB - difference ** 2) / (n + 2));
  return clampedInterval(difference, normalQuantile(0.5 + level / 2) * se, { low: -1, high: 1 });
}
