import { binomialCdf, binomialPmf } from "./special/binomial.ts";

/** Paired right/wrong counts: both right, only the first, only the second, neither. */
export interface PairedCounts {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

/** McNemar's test on the questions on which the two differ. */
export interface McNemar {
  readonly onlyA: number;
  readonly onlyB: number;
  readonly exact: number;
  readonly midP: number;
}

/**
 * Exact conditional and mid-p McNemar tests, two-sided: with X ~ Bin(b + c, 1/2), exact = 2 P(X <= min(b, c)) and
 * mid-p = exact - P(X = min(b, c)) (Fagerland, Lydersen and Laake 2013). Both are 1 where b = c.
 */
export function mcnemar(onlyA: number, onlyB: number): McNemar {
  if (onlyA === onlyB) return { onlyA, onlyB, exact: 1, midP: 1 };
  const smaller = Math.min(onlyA, onlyB);
  const coin = { n: onlyA + onlyB, p: 0.5 };
  const exact = Math.min(1, 2 * binomialCdf(smaller, coin));
  return { onlyA, onlyB, exact, midP: exact - binomialPmf(smaller, coin) };
}

/** Counts the four cells of two 0/1 columns over the same questions. */
export function pairedCounts(a: ArrayLike<number>, b: ArrayLike<number>): PairedCounts {
  const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  for (let i = 0; i < a.length; i++) {
    if (a[i] === 1) counts[b[i] === 1 ? "both" : "onlyA"]++;
    else counts[b[i] === 1 ? "onlyB" : "neither"]++;
  }
  return counts;
}
