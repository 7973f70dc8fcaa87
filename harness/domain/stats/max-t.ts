import { at } from "./element.ts";
import { randomStream } from "./random.ts";
import { studentCritical, studentTwoSided } from "./special/student-t.ts";

/** A pair of arms by position, its p-value, and whether that p came from the clusters. */
export interface FamilyPair {
  readonly a: number;
  readonly b: number;
  readonly p: number;
  /** False where p speaks for the questions only: such a pair has no part in the draws and is corrected by Bonferroni. */
  readonly fromClusters: boolean;
}

/** A family of pairs over the same questions. */
export interface MaxTInput {
  /** Per arm, per cluster: weighted sum of deviations from the arm's mean (`clusteredMean(...).scores`). */
  readonly scores: readonly Float64Array[];
  /** Share of the questions that each cluster holds. */
  readonly shares: Float64Array;
  readonly pairs: readonly FamilyPair[];
  readonly alpha: number;
  readonly draws: number; // e.g. 9999
  readonly seed: number;
}

/** What the family's dependence leaves of its p-values. */
export interface MaxT {
  /** Step-down adjusted, in the order of the pairs; strong control of the family-wise error. */
  readonly pAdjusted: readonly number[];
  /** Level of each pair at which all intervals together hold with 1 - alpha; single-step. */
  readonly alphaPerPair: number;
}

/** p-values below this are beyond any number of draws; a t for them would be rounding. */
const SMALLEST_P = 1e-12;

/**
 * Westfall and Young's step-down max-T (1993; Romano and Wolf 2005) with t's drawn by a wild cluster bootstrap: one
 * random sign a cluster, shared by all arms, so that pairs depend on each other as they do in the data; each draw is
 * studentised by its own CR1 error. The observed p-values (which may hold the noise of seeds) are put on the scale of t
 * with G - 1. Draw r depends only on the seed and r.
 */
export function maxT({ scores, shares, pairs, alpha, draws, seed }: MaxTInput): MaxT {
  const df = shares.length - 1;
  const order = pairs.map((_, i) => i).sort((i, j) => pairAt(pairs, i).p - pairAt(pairs, j).p || i - j);
  const drawn = order.filter((i) => pairAt(pairs, i).fromClusters);
  const maxima = drawMaxima({ scores, shares, seed, draws, pairs: drawn.map((i) => pairAt(pairs, i)) });

  const pAdjusted = pairs.map(() => 1);
  let largest = 0;
  let [drawnBefore, others] = [0, pairs.length - drawn.length];
  for (const i of order) {
    const { p, fromClusters } = pairAt(pairs, i);
    let adjusted = others * p;
    const left = maxima[drawnBefore]; // over this pair and those with larger p
    if (left !== undefined) {
      const t = studentCritical(1 - Math.max(SMALLEST_P, p), df);
      let reached = 1;
      for (const maximum of left) if (maximum >= t) reached++;
      adjusted += reached / (draws + 1);
    }
    largest = Math.max(largest, Math.min(1, adjusted));
    // No correction makes a p-value smaller; a draw's share may, by chance.
    pAdjusted[i] = Math.max(p, largest);
    if (fromClusters) drawnBefore++;
    else others--;
  }
  return { pAdjusted, alphaPerPair: perPair(maxima[0], { df, alpha, others: pairs.length - drawn.length }) };
}

function pairAt(pairs: readonly FamilyPair[], i: number): FamilyPair {
  const pair = pairs[i];
  if (pair === undefined) throw new Error(`Internal error: no pair ${i} of ${pairs.length}`);
  return pair;
}

/** The largest level a with P(some drawn pair reaches it) + others a <= alpha. */
function perPair(
  maxima: Float64Array | undefined,
  { df, alpha, others }: { readonly df: number; readonly alpha: number; readonly others: number },
): number {
  if (maxima === undefined) return others === 0 ? alpha : alpha / others;
  const descending = maxima.toSorted().reverse();
  for (let k = Math.floor(alpha * (maxima.length + 1)) - 1; k > 0; k--) {
    const level = studentTwoSided(at(descending, k - 1), df);
    if ((k + 1) / (maxima.length + 1) + others * level <= alpha) return Math.min(alpha, level);
  }
  return studentTwoSided(at(descending, 0), df);
}

interface Draws extends Pick<MaxTInput, "scores" | "shares" | "draws" | "seed"> {
  readonly pairs: readonly FamilyPair[]; // by rising p
}

/** `maxima[j][r]`: the largest |t| of draw r over the pairs j, j + 1, ... */
function drawMaxima({ scores, shares, draws, seed, pairs }: Draws): readonly Float64Array[] {
  const numClusters = shares.length;
  const numArms = scores.length;
  const factor = numClusters / (numClusters - 1);
  const squares = pairs.map(({ a, b }) =>
    sumOver(numClusters, (g) => (scoreOf(scores, a, g) - scoreOf(scores, b, g)) ** 2),
  );
  const shareSquares = sumOver(numClusters, (g) => at(shares, g) ** 2);
  const flat = Float64Array.from({ length: numArms * numClusters }, (_, i) =>
    scoreOf(scores, Math.floor(i / numClusters), i % numClusters),
  );
  const maxima = pairs.map(() => new Float64Array(draws));
  const totals = new Float64Array(numArms); // sum of signed scores
  const weighted = new Float64Array(numArms); // the same, weighted by share: the sign squared is 1
  const signs = new Float64Array(numClusters);
  const root = randomStream(seed);
  for (let r = 0; r < draws; r++) {
    const random = root.split(r);
    let bits = 0;
    for (let g = 0; g < numClusters; g++) {
      if (g % 32 === 0) bits = random.nextUint32();
      signs[g] = (bits >>> (g % 32)) & 1 ? 1 : -1;
    }
    for (let arm = 0; arm < numArms; arm++) {
      let [total, byShare] = [0, 0];
      for (let g = 0; g < numClusters; g++) {
        const signed = (signs[g] ?? 0) * (flat[arm * numClusters + g] ?? 0);
        total += signed;
        byShare += signed * (shares[g] ?? 0);
      }
      totals[arm] = total;
      weighted[arm] = byShare;
    }
    let largest = 0;
    for (let j = pairs.length - 1; j >= 0; j--) {
      const { a, b } = pairAt(pairs, j);
      const total = at(totals, a) - at(totals, b);
      const byShare = at(weighted, a) - at(weighted, b);
      // CR1 of the draw: sum_g (f_g s_g - w_g T)^2
      const variance = factor * ((squares[j] ?? 0) - 2 * total * byShare + total ** 2 * shareSquares);
      if (variance > 0) largest = Math.max(largest, Math.abs(total) / Math.sqrt(variance));
      const own = maxima[j];
      if (own !== undefined) own[r] = largest;
    }
  }
  return maxima;
}

const scoreOf = (scores: readonly Float64Array[], arm: number, cluster: number): number =>
  scores[arm]?.[cluster] ?? 0;

function sumOver(count: number, term: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += term(i);
  return total;
}
