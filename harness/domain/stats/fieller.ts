/** Two means with their variances and covariance; `critical` is the z or t of the wanted level. */
export interface RatioInput {
  readonly a: number;
  readonly b: number;
  readonly varA: number;
  readonly varB: number;
  readonly cov: number;
  readonly critical: number;
}

/**
 * The ratios a/b that the data do not contradict: an interval; all but an interval (`complement`: outside low..high); or
 * every number. `g` = critical^2 varB / b^2: at 1 and above the denominator may be zero and nothing bounded can be said.
 */
export type FiellerSet =
  | { readonly kind: "interval"; readonly g: number; readonly low: number; readonly high: number }
  | { readonly kind: "complement"; readonly g: number; readonly low: number; readonly high: number }
  | { readonly kind: "unbounded"; readonly g: number };

/**
 * Fieller's confidence set (1954): all R with (a - R b)^2 <= critical^2 (varA - 2 R cov + R^2 varB), the roots of
 * R^2 (b^2 - c^2 varB) - 2 R (a b - c^2 cov) + (a^2 - c^2 varA) = 0.
 */
export function fieller({ a, b, varA, varB, cov, critical }: RatioInput): FiellerSet {
  const square = critical * critical;
  const g = b === 0 ? Number.POSITIVE_INFINITY : (square * varB) / (b * b);
  const leading = b * b - square * varB;
  const middle = a * b - square * cov;
  const last = a * a - square * varA;
  const discriminant = middle * middle - leading * last;
  if (leading === 0 || (leading < 0 && discriminant <= 0)) return { kind: "unbounded", g };
  const root = Math.sqrt(Math.max(0, discriminant));
  const [first, second] = [(middle - root) / leading, (middle + root) / leading];
  const [low, high] = [Math.min(first, second), Math.max(first, second)];
  return { kind: leading > 0 ? "interval" : "complement", g, low, high };
}
