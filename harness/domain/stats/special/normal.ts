const SERIES_BELOW = 2.5;

/** Standard normal density. */
const normalDensity = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** P(Z > x) for x >= 0: Marsaglia's series (2004) near the middle, Laplace's continued fraction in the tail. */
function upperTail(x: number): number {
  if (x < SERIES_BELOW) {
    // Phi(x) - 1/2 = density * (x + x^3/3 + x^5/(3*5) + ...), all terms positive
    let term = x;
    let total = x;
    for (let odd = 3; term > total * 1e-17; odd += 2) {
      term *= (x * x) / odd;
      total += term;
    }
    return 0.5 - normalDensity(x) * total;
  }
  // Mills' ratio 1/(x + 1/(x + 2/(x + 3/...))), from the inside out; 160 levels give 1e-16 at x = 2.5
  let fraction = x;
  for (let level = 160; level >= 1; level--) fraction = x + level / fraction;
  return normalDensity(x) / fraction;
}

/** Standard normal distribution function; relative accuracy about 1e-14 in the left tail. */
export const normalCdf = (x: number): number => (x < 0 ? upperTail(-x) : 1 - upperTail(x));

/** Two-sided p-value of a standard normal statistic. */
export const normalTwoSided = (z: number): number => Math.min(1, 2 * upperTail(Math.abs(z)));

/**
 * Standard normal quantile for 0 < p < 1: a rational start (Abramowitz & Stegun 26.2.23), then Halley steps on the
 * distribution function until nothing changes.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  const t = Math.sqrt(-2 * Math.log(p));
  const start =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  let x = start - t;
  for (let step = 0; step < 8; step++) {
    const error = (normalCdf(x) - p) / normalDensity(x);
    const next = x - error / (1 + (x * error) / 2);
    if (Math.abs(next - x) < 1e-16 * Math.abs(next)) return next;
    x = next;
  }
  return x;
}
