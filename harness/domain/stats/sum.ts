/** Sum with Neumaier's compensation (1974): the error does not grow with the number of terms. */
export function sum(values: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    // The smaller operand is the one that loses digits.
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Arithmetic mean; the caller makes sure that there is at least one value. */
export const mean = (values: ArrayLike<number> & Iterable<number>): number => sum(values) / values.length;

/** Unbiased sample variance, divisor n - 1; 0 for a single value, where nothing is known of the spread. */
export function sampleVariance(values: ArrayLike<number> & Iterable<number>): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  return sum(Array.from(values, (value) => (value - centre) ** 2)) / (values.length - 1);
}
