import { at } from "./element.ts";
import { binomialPmf, binomialUpperTail } from "./special/binomial.ts";
import { sum } from "./sum.ts";

/** Density of the sum of two independent counts. */
function convolve(first: Float64Array, second: Float64Array): Float64Array {
  const result = new Float64Array(first.length + second.length - 1);
  for (let i = 0; i < first.length; i++) {
    const weight = at(first, i);
    if (weight === 0) continue;
    for (let j = 0; j < second.length; j++) result[i + j] = at(result, i + j) + weight * at(second, j);
  }
  return result;
}

/**
 * P(at least `k` successes) of independent trials with the given probabilities: exact. Trials of equal probability are
 * one binomial, so the usual cases (all the same, or a few numbers of options) are fast at any length.
 */
export function poissonBinomialUpperTail(k: number, probabilities: ArrayLike<number>): number {
  if (k <= 0) return 1;
  const counts = new Map<number, number>();
  for (let i = 0; i < probabilities.length; i++) {
    const p = at(probabilities, i);
    counts.set(p, (counts.get(p) ?? 0) + 1);
  }
  const parts = [...counts].map(([p, n]) => ({ p, n })).sort((a, b) => b.n - a.n);
  const [largest, ...rest] = parts;
  if (largest === undefined) return 0;
  const density = rest.reduce<Float64Array>(
    (soFar, { p, n }) =>
      convolve(
        soFar,
        Float64Array.from({ length: n + 1 }, (_, i) => binomialPmf(i, { p, n })),
      ),
    Float64Array.of(1),
  );
  return Math.min(1, sum(density.map((weight, others) => weight * binomialUpperTail(k - others, largest))));
}
