// Coefficients of 1/x, 1/x^3, ... in Stirling's series: B_2k / (2k (2k - 1)).
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156] as const;
const SERIES_FROM = 15;

/**
 * ln Gamma(x + 1) minus Stirling's main term (x + 1/2) ln x - x + ln(2 pi) / 2, for x > 0.
 * Stirling's series above 15; below, the recurrence d(x) = d(x + 1) + (x + 1/2) ln(1 + 1/x) - 1.
 */
export function stirlingError(x: number): number {
  let shifted = x;
  let correction = 0;
  while (shifted < SERIES_FROM) {
    correction += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
    shifted += 1;
  }
  const inverseSquare = 1 / (shifted * shifted);
  const series = STIRLING.reduceRight((total, coefficient) => total * inverseSquare + coefficient, 0);
  return correction + series / shifted;
}

/** Deviance x ln(x / m) + m - x without cancellation where x is near m (Loader 2000, section 4). */
function deviance(x: number, m: number): number {
  const ratio = (x - m) / (x + m);
  if (Math.abs(ratio) >= 0.1) return x * Math.log(x / m) + m - x;
  // x ln((1 + v) / (1 - v)) as a series in v = (x - m) / (x + m)
  let total = (x - m) * ratio;
  let power = 2 * x * ratio;
  for (let order = 3; ; order += 2) {
    power *= ratio * ratio;
    const next = total + power / order;
    if (next === total) return total;
    total = next;
  }
}

/** A point of the binomial density, with real-valued counts; `q` is `1 - p`, passed so that no digits are lost. */
export interface DensityPoint {
  readonly x: number;
  readonly n: number;
  readonly p: number;
  readonly q: number;
}

/**
 * Gamma(n+1) / (Gamma(x+1) Gamma(n-x+1)) p^x q^(n-x) to about 1e-14 relative, for any n: Loader's saddle-point form
 * ("Fast and accurate computation of binomial probabilities", 2000).
 */
export function binomialDensity({ x, n, p, q }: DensityPoint): number {
  if (x < 0 || x > n) return 0;
  if (p === 0) return x === 0 ? 1 : 0;
  if (q === 0) return x === n ? 1 : 0;
  if (x === 0) return Math.exp(n * (p < 0.5 ? Math.log1p(-p) : Math.log(q)));
  if (x === n) return Math.exp(n * (q < 0.5 ? Math.log1p(-q) : Math.log(p)));
  const exponent =
    stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}
