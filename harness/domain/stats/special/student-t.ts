import { bisect } from "./bisect.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import { normalQuantile, normalTwoSided } from "./normal.ts";

/** P(|T| >= |t|) for Student's t with `df` > 0 degrees of freedom (Infinity: normal), through I_x(df/2, 1/2). */
export function studentTwoSided(t: number, df: number): number {
  if (!Number.isFinite(df)) return normalTwoSided(t);
  if (!Number.isFinite(t)) return 0;
  const square = t * t;
  return incompleteBeta({ x: df / (df + square), y: square / (df + square), a: df / 2, b: 0.5 });
}

/** P(T <= t) for Student's t with `df` degrees of freedom. */
export function studentCdf(t: number, df: number): number {
  const tail = studentTwoSided(t, df) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** The t with P(T <= t) = p, for 0 < p < 1. */
export function studentQuantile(p: number, df: number): number {
  if (!Number.isFinite(df)) return normalQuantile(p);
  if (p < 0.5) return -studentQuantile(1 - p, df);
  const bothTails = 2 * (1 - p);
  let high = 2;
  while (studentTwoSided(high, df) > bothTails && high < 1e300) high *= 2;
  return bisect({ f: (t) => bothTails - studentTwoSided(t, df), low: 0, high });
}

/** Half-width factor of a two-sided interval at `level`, e.g. 2.0076 for level 0.95 and 51 degrees of freedom. */
export const studentCritical = (level: number, df: number): number => studentQuantile(0.5 + level / 2, df);
