/** Where to look for the root of an increasing function. */
export interface Bracket {
  readonly f: (x: number) => number;
  readonly low: number;
  readonly high: number;
}

/**
 * Root of an increasing function by bisection, down to neighbouring doubles: slow but without a way to fail.
 * Where f has no sign change the nearer end is returned.
 */
export function bisect({ f, low, high }: Bracket): number {
  let left = low;
  let right = high;
  for (;;) {
    const middle = left + (right - left) / 2;
    if (middle <= left || middle >= right) return f(right) <= 0 ? right : middle;
    if (f(middle) < 0) left = middle;
    else right = middle;
  }
}
