import { binomialDensity } from "./density.ts";
import { incompleteBeta } from "./incomplete-beta.ts";

/** A binomial distribution: `n` trials, success probability `p`. */
export interface Binomial {
  readonly n: number;
  readonly p: number;
}

/** P(X = k). */
export const binomialPmf = (k: number, { n, p }: Binomial): number =>
  Number.isInteger(k) ? binomialDensity({ x: k, n, p, q: 1 - p }) : 0;

/** P(X <= k) = I_{1-p}(n - k, k + 1) (DLMF 8.17.5). */
export function binomialCdf(k: number, { n, p }: Binomial): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return incompleteBeta({ x: 1 - p, y: p, a: n - Math.floor(k), b: Math.floor(k) + 1 });
}

/** P(X >= k), computed directly so that small tails keep their digits. */
export function binomialUpperTail(k: number, { n, p }: Binomial): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  return incompleteBeta({ x: p, y: 1 - p, a: Math.ceil(k), b: n - Math.ceil(k) + 1 });
}

/**
 * Exact two-sided binomial p-value: the probability of all outcomes that are no more likely than the one seen, the
 * definition of R's binom.test and scipy's binomtest (ties within 1e-7 relative count as equally likely).
 */
export function binomialTwoSided(k: number, { n, p }: Binomial): number {
  const limit = binomialPmf(k, { n, p }) * (1 + 1e-7);
  const expected = n * p;
  if (k === expected) return 1;
  const isLikely = (i: number): boolean => binomialPmf(i, { n, p }) > limit;
  // The density falls away from its mode on both sides: find by halving where the other tail begins.
  if (k < expected) {
    let low = Math.ceil(expected);
    let high = n + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (isLikely(middle)) low = middle + 1;
      else high = middle;
    }
    return Math.min(1, binomialCdf(k, { n, p }) + binomialUpperTail(low, { n, p }));
  }
  let low = -1;
  let high = Math.floor(expected);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isLikely(middle)) high = middle - 1;
    else low = middle;
  }
  return Math.min(1, binomialUpperTail(k, { n, p }) + binomialCdf(low, { n, p }));
}
