import { normalCdf, normalQuantile } from "./special/normal.ts";
import { studentCritical } from "./special/student-t.ts";

/** What a paired test is planned with. `discordance` is the share of questions on which the two differ. */
export interface PowerDesign {
  readonly discordance: number;
  readonly alpha?: number; // two-sided, 0.05 where left out; divide it by the number of comparisons for Bonferroni
  readonly power?: number; // 0.8 where left out
  readonly designEffect?: number; // SE_CR1^2 / SE_paired^2; 1: questions independent
  readonly df?: number; // of the t critical value, e.g. clusters - 1; left out: normal
}

function factors({ alpha = 0.05, power = 0.8, df = Number.POSITIVE_INFINITY }: PowerDesign): {
  readonly forTest: number;
  readonly forPower: number;
} {
  return { forTest: studentCritical(1 - alpha, df), forPower: normalQuantile(power) };
}

/**
 * Smallest true difference that `n` questions find with the wanted power: delta = (z_a + z_b) sqrt(D (d - delta^2) / n)
 * solved for delta (Miller 2024, section 5, with the design effect D). A fraction.
 */
export function minimumDetectable(n: number, design: PowerDesign): number {
  const { forTest, forPower } = factors(design);
  const { designEffect = 1 } = design;
  const square = (forTest + forPower) ** 2 * designEffect;
  return Math.sqrt((square * design.discordance) / (n + square));
}

/**
 * Questions needed to find a true difference: n = D (z_a sqrt(d) + z_b sqrt(d - delta^2))^2 / delta^2 (Connor 1987).
 * Null where the difference is 0 or larger than the discordance allows.
 */
export function itemsNeeded(difference: number, design: PowerDesign): number | null {
  const delta = Math.abs(difference);
  const { discordance, designEffect = 1 } = design;
  if (delta === 0 || delta > discordance) return null;
  const { forTest, forPower } = factors(design);
  const root = forTest * Math.sqrt(discordance) + forPower * Math.sqrt(discordance - delta ** 2);
  return Math.ceil((designEffect * root ** 2) / delta ** 2);
}

/** Probability that `n` questions show a true difference, two-sided: Phi((delta sqrt(n/D) - z_a sqrt(d)) / sqrt(d - delta^2)). */
export function powerOf(difference: number, n: number, design: PowerDesign): number {
  const delta = Math.abs(difference);
  const { discordance, designEffect = 1 } = design;
  const { forTest } = factors(design);
  const scaled = delta * Math.sqrt(n / designEffect) - forTest * Math.sqrt(discordance);
  const spread = Math.sqrt(Math.max(0, discordance - delta ** 2));
  if (spread === 0) return scaled > 0 ? 1 : 0;
  return normalCdf(scaled / spread);
}
