import { at } from "./element.ts";

/** A published score: percent as printed, with its decimals, e.g. "29.40". */
export type PublishedPercent = string;

/** What a score is an average over. */
export type Averaging =
  | { readonly kind: "micro"; readonly n: number } // questions
  | { readonly kind: "macro"; readonly sizes: readonly number[] }; // questions of each subject

/** Can right answers give this number? (GRIM, Brown and Heathers 2017.) */
export type Grim =
  | { readonly kind: "possible"; readonly example: number } // a number of right answers that gives it (macro: in all)
  | { readonly kind: "impossible"; readonly below: number; readonly above: number } // percents nearest to it that can be
  | { readonly kind: "undecided" } // macro only: no way was found, and not all were tried
  | { readonly kind: "not-a-percent" };

interface Rounded {
  readonly low: number; // percent, ends included
  readonly high: number;
}

/** Everything that rounds to the printed digits, whichever way halves are rounded; a hair wider for binary fractions. */
function roundedRange(published: PublishedPercent): Rounded | null {
  const match = /^(\d{1,3})(?:\.(\d{1,10}))?$/.exec(published.trim());
  if (match === null) return null;
  const value = Number(published);
  if (value > 100) return null;
  const half = 0.5 * 10 ** -(match[2]?.length ?? 0);
  return { low: value - half - 1e-9, high: value + half + 1e-9 };
}

/**
 * Checks a published percentage against k/n, or against the mean over subjects of k_g/n_g. An impossible number was not
 * made that way: it is of another split, average or number of questions, or it is wrong. Over many subjects of different
 * sizes nearly every number is possible, so that says little.
 */
export function grim(published: PublishedPercent, averaging: Averaging): Grim {
  const range = roundedRange(published);
  if (range === null) return { kind: "not-a-percent" };
  return averaging.kind === "micro" ? ofCounts(range, averaging.n) : ofMeans(range, averaging.sizes);
}

function ofCounts({ low, high }: Rounded, n: number): Grim {
  const above = Math.max(0, Math.ceil((low / 100) * n)); // the least count that is not below the range
  if (above <= n && (100 * above) / n <= high) return { kind: "possible", example: above };
  return { kind: "impossible", below: (100 * (above - 1)) / n, above: (100 * above) / n };
}

/** Tables up to this size are gone through; it is a matter of tenths of a second. */
const LARGEST_TABLE = 200_000;

/**
 * Sums of k_g / n_g are whole multiples of 1 / L, L the least common multiple of the sizes: where L is small all of them
 * are tried. Where it is large they are far denser than printed digits, and a way to reach the number is looked for.
 */
function ofMeans(range: Rounded, sizes: readonly number[]): Grim {
  const common = sizes.reduce(leastCommonMultiple, 1);
  return common * sizes.length <= LARGEST_TABLE
    ? ofSmallSums(range, sizes, common)
    : ofDenseSums(range, sizes);
}

function ofSmallSums({ low, high }: Rounded, sizes: readonly number[], common: number): Grim {
  const steps = common * sizes.length;
  // counts[s]: right answers in one way to reach the sum s / L; -1: there is none.
  let counts = new Int32Array(steps + 1).fill(-1);
  counts[0] = 0;
  for (const [subject, size] of sizes.entries()) {
    const next = new Int32Array(steps + 1).fill(-1);
    for (let sum = 0; sum <= subject * common; sum++) {
      const right = at(counts, sum);
      for (let k = 0; right >= 0 && k <= size; k++) next[sum + (k * common) / size] = right + k;
    }
    counts = next;
  }
  const percentOf = (sum: number): number => (100 * sum) / steps;
  let below = 0;
  for (let sum = 0; sum <= steps; sum++) {
    if (at(counts, sum) < 0 || percentOf(sum) < low) {
      if (at(counts, sum) >= 0) below = percentOf(sum);
      continue;
    }
    if (percentOf(sum) <= high) return { kind: "possible", example: at(counts, sum) };
    return { kind: "impossible", below, above: percentOf(sum) };
  }
  throw new Error("Internal error: 100 % can always be reached");
}

/** One more or one less right answer in a subject. */
interface Move {
  readonly subject: number;
  readonly by: 1 | -1;
  readonly change: number; // of the sum of shares
}

/** Starts from about the same share in every subject and changes up to three of them by one answer. */
function ofDenseSums({ low, high }: Rounded, sizes: readonly number[]): Grim {
  const share = (low + high) / 200;
  let start = 0;
  const right = sizes.map((size, subject) => {
    // What rounding lost so far is made up for.
    const k = Math.max(0, Math.min(size, Math.round(((subject + 1) * share - start) * size)));
    start += k / size;
    return k;
  });
  const [least, most] = [(low / 100) * sizes.length - start, (high / 100) * sizes.length - start];
  const moves = sizes.flatMap((size, subject): readonly Move[] => {
    const k = at(right, subject);
    const up = { subject, by: 1, change: 1 / size } as const;
    const down = { subject, by: -1, change: -1 / size } as const;
    return [...(k < size ? [up] : []), ...(k > 0 ? [down] : [])];
  });
  const found = chooseMoves(moves, { least, most }, 3);
  if (found === null) return { kind: "undecided" };
  const all = right.reduce((total, k) => total + k, 0);
  return { kind: "possible", example: found.reduce((total, { by }) => total + by, all) };
}

/** Up to `count` moves in different subjects that change the sum by what is wanted; null where none were found. */
function chooseMoves(
  moves: readonly Move[],
  wanted: { readonly least: number; readonly most: number },
  count: number,
): readonly Move[] | null {
  if (wanted.least <= 0 && wanted.most >= 0) return [];
  if (count === 0) return null;
  for (const [i, move] of moves.entries()) {
    const others = moves.slice(i + 1).filter(({ subject }) => subject !== move.subject);
    const left = { least: wanted.least - move.change, most: wanted.most - move.change };
    const rest = chooseMoves(others, left, count - 1);
    if (rest !== null) return [move, ...rest];
  }
  return null;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
