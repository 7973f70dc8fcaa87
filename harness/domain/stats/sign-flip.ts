import { groupSums, type Grouping } from "./grouping.ts";
import { randomStream } from "./random.ts";
import { sum } from "./sum.ts";

/** Paired differences with their clusters; `flips` random sign patterns where there are too many to try all. */
export interface SignFlipInput {
  readonly diff: ArrayLike<number>;
  readonly clusters: Grouping;
  readonly flips: number; // e.g. 9999
  readonly seed: number;
}

/** Up to here all 2^G sign patterns are tried. */
const EXACT_UP_TO = 14;

/**
 * Cluster sign-flip permutation test, two-sided: under no difference the sign of a whole cluster's sum is arbitrary.
 * Exact over all patterns for up to 14 clusters that differ at all, else p = (1 + #{|T*| >= |T|}) / (flips + 1).
 */
export function signFlipP({ diff, clusters, flips, seed }: SignFlipInput): number {
  const sums = Array.from(groupSums(diff, clusters)).filter((value) => Math.abs(value) > 1e-12);
  if (sums.length === 0) return 1;
  const observed = Math.abs(sum(sums));
  // Sums of thirds differ in the last bits with the order of the signs: such are ties.
  const reaches = (total: number): boolean => Math.abs(total) >= observed - 1e-9;
  let hits = 0;
  if (sums.length <= EXACT_UP_TO) {
    const patterns = 2 ** sums.length;
    for (let pattern = 0; pattern < patterns; pattern++) {
      let total = 0;
      for (const [g, value] of sums.entries()) total += (pattern >> g) & 1 ? value : -value;
      if (reaches(total)) hits++;
    }
    return hits / patterns;
  }
  const random = randomStream(seed);
  for (let flip = 0; flip < flips; flip++) {
    let total = 0;
    let bits = 0;
    for (const [g, value] of sums.entries()) {
      if (g % 32 === 0) bits = random.nextUint32();
      total += (bits >>> (g % 32)) & 1 ? value : -value;
    }
    if (reaches(total)) hits++;
  }
  return (1 + hits) / (flips + 1);
}
