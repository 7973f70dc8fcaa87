/** The element at an index that is known to exist; a missing one is a bug, never a silent NaN. */
export function at(values: ArrayLike<number>, index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error(`Internal error: no element ${index} of ${values.length}`);
  return value;
}
