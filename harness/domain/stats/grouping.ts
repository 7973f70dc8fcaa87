/** Which group each value belongs to: `index[i]` points into `names`. */
export interface Grouping {
  readonly index: Int32Array;
  readonly names: readonly string[];
}

/** Numbers the labels in order of first appearance, e.g. ["law", "art", "law"] -> index [0, 1, 0]. */
export function grouping(labels: readonly string[]): Grouping {
  const numbers = new Map<string, number>();
  const index = new Int32Array(labels.length);
  for (const [position, label] of labels.entries()) {
    const known = numbers.get(label) ?? numbers.size;
    numbers.set(label, known);
    index[position] = known;
  }
  return { index, names: [...numbers.keys()] };
}

/** Every value a group of its own: what "questions are exchangeable" means. */
export const singletons = (n: number): Grouping => ({
  index: Int32Array.from({ length: n }, (_, i) => i),
  names: Array.from({ length: n }, (_, i) => String(i)),
});

/** Number of values in each group. */
export function groupSizes({ index, names }: Grouping): Int32Array {
  const sizes = new Int32Array(names.length);
  for (const group of index) sizes[group] = (sizes[group] ?? 0) + 1;
  return sizes;
}

/** Sum of the values in each group. */
export function groupSums(values: ArrayLike<number>, { index, names }: Grouping): Float64Array {
  const sums = new Float64Array(names.length);
  for (let i = 0; i < index.length; i++) {
    const group = index[i] ?? 0;
    sums[group] = (sums[group] ?? 0) + (values[i] ?? 0);
  }
  return sums;
}

/** The values of each group, in order. */
export function groupValues(values: ArrayLike<number>, { index, names }: Grouping): number[][] {
  const groups: number[][] = names.map(() => []);
  for (let i = 0; i < index.length; i++) groups[index[i] ?? 0]?.push(values[i] ?? 0);
  return groups;
}
