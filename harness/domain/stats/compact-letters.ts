/** Who differs from whom, e.g. by adjusted p-values; positions of arms, in the order in which letters should rise. */
export interface Separations {
  readonly count: number;
  readonly separated: readonly (readonly [number, number])[];
}

/** The letters of the alphabet, then numbers in brackets. */
function letterAt(position: number): string {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  return letters[position] ?? `[${position + 1}]`;
}

const includesAll = (outer: ReadonlySet<number>, inner: ReadonlySet<number>): boolean =>
  [...inner].every((arm) => outer.has(arm));

/**
 * Compact letters by insert and absorb (Piepho 2004): two arms share a letter exactly where they are not separated. Not
 * to be separated is no proof of being equal. e.g. ["a", "ab", "b"] where only the first and the last differ.
 */
export function compactLetters({ count, separated }: Separations): readonly string[] {
  const arms = Array.from({ length: count }, (_, arm) => arm);
  let columns: ReadonlySet<number>[] = [new Set(arms)];
  for (const [a, b] of separated) {
    const split = columns.flatMap((column) =>
      column.has(a) && column.has(b) ? [without(column, a), without(column, b)] : [column],
    );
    columns = split.filter(
      (column, i) =>
        !split.some(
          (other, j) => j !== i && includesAll(other, column) && (other.size > column.size || j < i),
        ),
    );
  }
  const sorted = columns.toSorted((x, y) => compareSets([...x], [...y]));
  return arms.map((arm) => sorted.flatMap((column, i) => (column.has(arm) ? [letterAt(i)] : [])).join(""));
}

function without(column: ReadonlySet<number>, arm: number): ReadonlySet<number> {
  const rest = new Set(column);
  rest.delete(arm);
  return rest;
}

/** By first member, then second, and so on: the column of the best arm is "a". */
function compareSets(x: readonly number[], y: readonly number[]): number {
  const [a, b] = [x.toSorted((p, q) => p - q), y.toSorted((p, q) => p - q)];
  const place = a.findIndex((arm, i) => arm !== b[i]);
  return place === -1 ? a.length - b.length : (a[place] ?? 0) - (b[place] ?? Number.POSITIVE_INFINITY);
}
