import type { Interval } from "./interval.ts";
import type { PairedCounts } from "./mcnemar.ts";
import { wilsonInterval } from "./wilson.ts";

/** Correlation of the two answers, its numerator reduced by n/2 where positive (Newcombe 1998, paired method 10). */
function correctedPhi({ both, onlyA, onlyB, neither }: PairedCounts): number {
  const margins = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither);
  if (margins === 0) return 0;
  const product = both * neither - onlyA * onlyB;
  const n = both + onlyA + onlyB + neither;
  return (product > 0 ? Math.max(product - n / 2, 0) : product) / Math.sqrt(margins);
}

/** Newcombe's square-and-add interval (1998, method 10): combines the two Wilson intervals with the correlation. */
export function newcombeInterval(counts: PairedCounts, level = 0.95): Interval {
  const n = counts.both + counts.onlyA + counts.onlyB + counts.neither;
  const a = (counts.both + counts.onlyA) / n;
  const b = (counts.both + counts.onlyB) / n;
  const aroundA = wilsonInterval({ value: a, n, level });
  const aroundB = wilsonInterval({ value: b, n, level });
  const phi = correctedPhi(counts);
  const reach = (first: number, second: number): number =>
    Math.sqrt(Math.max(0, first ** 2 - 2 * phi * first * second + second ** 2));
  return {
    low: a - b - reach(a - aroundA.low, aroundB.high - b),
    high: a - b + reach(aroundA.high - a, b - aroundB.low),
  };
}
