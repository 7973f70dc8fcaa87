/** Positions of the p-values from smallest to largest; ties keep their order. */
const ascending = (pValues: readonly number[]): number[] =>
  pValues.map((_, i) => i).sort((i, j) => (pValues[i] ?? 1) - (pValues[j] ?? 1) || i - j);

/** Holm's step-down p-values (1979): adj_(j) = max_{i<=j} min(1, (m - i + 1) p_(i)). Family-wise error, any dependence. */
export function holm(pValues: readonly number[]): readonly number[] {
  const adjusted = pValues.slice();
  let largest = 0;
  for (const [rank, position] of ascending(pValues).entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[position] ?? 1)));
    adjusted[position] = largest;
  }
  return adjusted;
}

/** Benjamini-Hochberg p-values (1995): adj_(j) = min_{i>=j} min(1, m p_(i) / i). False discovery rate. */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const adjusted = pValues.slice();
  let smallest = 1;
  for (const [rank, position] of [...ascending(pValues).entries()].reverse()) {
    smallest = Math.min(smallest, (pValues.length * (pValues[position] ?? 1)) / (rank + 1));
    adjusted[position] = smallest;
  }
  return adjusted;
}
