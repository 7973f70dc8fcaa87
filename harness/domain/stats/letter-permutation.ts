import { letterCounts, type LetterCounts, type LetterItem } from "./kappa.ts";

/** The exact permutation test of a run's letters. */
export interface LetterPermutation {
  readonly hits: number;
  readonly expected: number; // hits, on average over all permutations
  readonly p: number; // share of all permutations with at least as many hits
}

/**
 * Does a run know anything beyond its letter habit? Right letters are permuted within each subject, which keeps how often
 * each letter is right and predicted there. Exact over all permutations, so without a seed; one-sided. Null without
 * questions. A constant letter has p = 1: no permutation changes its hits.
 */
export function letterPermutation(items: readonly LetterItem[]): LetterPermutation | null {
  if (items.length === 0) return null;
  const subjects = new Map<string, LetterItem[]>();
  for (const item of items) {
    const known = subjects.get(item.subject);
    if (known === undefined) subjects.set(item.subject, [item]);
    else known.push(item);
  }
  let hits = 0;
  let expected = 0;
  let distribution: Float64Array = Float64Array.of(1);
  for (const subject of subjects.values()) {
    const counts = letterCounts(subject);
    hits += counts.hits;
    for (const [letter, right] of counts.answers) {
      expected += (right * (counts.predictions.get(letter) ?? 0)) / counts.n;
    }
    distribution = convolve(distribution, hitDistribution(counts));
  }
  let p = 0;
  for (let t = distribution.length - 1; t >= hits; t--) p += distribution[t] ?? 0; // small terms first
  return { hits, expected, p: Math.min(1, p) };
}

/** Probability of t hits, t = 0, 1, ..., as the right letters of one subject are permuted. */
function hitDistribution({ n, answers, predictions }: LetterCounts): Float64Array {
  // Rook polynomial: r_j ways to choose j questions and give each a right letter that equals its prediction.
  let rooks: bigint[] = [1n];
  for (const [letter, right] of answers) {
    const predicted = predictions.get(letter) ?? 0;
    if (predicted > 0) rooks = multiply(rooks, rookPolynomial(right, predicted));
  }
  // Permutations with exactly t hits (Riordan 1958): sum_j r_j (n - j)! (x - 1)^j, coefficient of x^t.
  const factorials = [1n];
  for (let i = 1; i <= n; i++) factorials.push((factorials[i - 1] ?? 1n) * BigInt(i));
  const counts = rooks.map((ways, j) => ways * (factorials[n - j] ?? 1n));
  shiftByOne(counts);
  const all = factorials[n] ?? 1n;
  return Float64Array.from(counts, (count) => ratio(count, all));
}

/** sum_i C(a, i) C(b, i) i! x^i: ways to place i rooks on an a x b board. */
function rookPolynomial(a: number, b: number): bigint[] {
  const ways = [1n];
  for (let i = 1; i <= Math.min(a, b); i++) {
    ways.push(((ways[i - 1] ?? 0n) * BigInt(a - i + 1) * BigInt(b - i + 1)) / BigInt(i));
  }
  return ways;
}

function multiply(a: readonly bigint[], b: readonly bigint[]): bigint[] {
  const product = Array.from({ length: a.length + b.length - 1 }, () => 0n);
  for (const [i, x] of a.entries())
    for (const [j, y] of b.entries()) product[i + j] = (product[i + j] ?? 0n) + x * y;
  return product;
}

/** Replaces the coefficients of p(x) by those of p(x - 1) (Horner): subtractions only. */
function shiftByOne(coefficients: bigint[]): void {
  for (let i = 0; i < coefficients.length - 1; i++) {
    for (let j = coefficients.length - 2; j >= i; j--) {
      coefficients[j] = (coefficients[j] ?? 0n) - (coefficients[j + 1] ?? 0n);
    }
  }
}

const bitLength = (value: bigint): number => value.toString(16).length * 4;

/** a / b as a double, to its last digits however small it is. */
function ratio(a: bigint, b: bigint): number {
  if (a === 0n) return 0;
  const shift = Math.max(0, bitLength(b) - bitLength(a) + 64);
  return Number((a << BigInt(shift)) / b) * 2 ** -shift;
}

function convolve(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(a.length + b.length - 1);
  for (const [i, x] of a.entries()) {
    if (x === 0) continue;
    for (const [j, y] of b.entries()) product[i + j] = (product[i + j] ?? 0) + x * y;
  }
  return product;
}
