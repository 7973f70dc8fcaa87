import { bisect } from "./bisect.ts";
import { binomialDensity } from "./density.ts";

/** Arguments of the regularised incomplete beta function; `y` is `1 - x`, passed where it is known more exactly. */
export interface BetaPoint {
  readonly x: number;
  readonly y?: number;
  readonly a: number;
  readonly b: number;
}

const TINY = 1e-300;
const MAX_TERMS = 100_000;

/** The continued fraction of DLMF 8.17.22 by the modified Lentz method; converges fast for x < (a+1)/(a+b+2). */
function continuedFraction(x: number, a: number, b: number): number {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return fraction;
}

/**
 * Regularised incomplete beta function I_x(a, b) for a, b > 0 and 0 <= x <= 1 (DLMF 8.17): the probability that a
 * Beta(a, b) variable is at most x. About 1e-13 relative wherever the value is the smaller tail.
 */
export function incompleteBeta({ x, y = 1 - x, a, b }: BetaPoint): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const scale = binomialDensity({ x: a, n: a + b, p: x, q: y });
  if (x < (a + 1) / (a + b + 2)) return (b / (a + b)) * scale * continuedFraction(x, a, b);
  return 1 - (a / (a + b)) * scale * continuedFraction(y, b, a);
}

/** The x with I_x(a, b) = probability: the quantile of Beta(a, b). */
export function inverseIncompleteBeta(probability: number, a: number, b: number): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return 1;
  return bisect({ f: (x) => incompleteBeta({ x, a, b }) - probability, low: 0, high: 1 });
}
