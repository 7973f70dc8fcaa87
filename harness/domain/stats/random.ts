/** A seeded stream of random numbers: the same seed gives the same numbers on every machine. */
export interface RandomStream {
  /** The next 32 random bits, as an integer from 0 to 2^32 - 1. */
  readonly nextUint32: () => number;
  /** A double in [0, 1) with 53 random bits. */
  readonly nextFloat: () => number;
  /** An integer in [0, bound), without bias. `bound` is from 1 to 2^21. */
  readonly below: (bound: number) => number;
  /** A stream of its own for part `index` of the work; does not depend on how much was drawn from this one. */
  readonly split: (index: number) => RandomStream;
}

/** The four 32-bit words of the generator; not all zero. */
export type RandomState = readonly [number, number, number, number];

const rotateLeft = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/** The 32-bit finaliser of MurmurHash3 (Appleby): each input bit reaches every output bit. */
function mix(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Four words from any numbers, by chained mixing with the golden-ratio increment of splitmix. */
function stateFrom(words: readonly number[]): RandomState {
  const word = (lane: number): number => {
    let h = mix(Math.imul(lane + 1, 0x9e3779b9));
    for (const value of words) h = mix((h ^ mix(value + 0x9e3779b9)) + Math.imul(lane + 1, 0x9e3779b9));
    return h;
  };
  const state: RandomState = [word(0), word(1), word(2), word(3)];
  return state.every((part) => part === 0) ? [1, 0, 0, 0] : state;
}

/** xoshiro128** 1.1 (Blackman and Vigna 2018) from an explicit state. */
export function streamFromState(state: RandomState): RandomStream {
  let [s0, s1, s2, s3] = state;
  const nextUint32 = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return result;
  };
  return {
    nextUint32,
    nextFloat: () => {
      const high = nextUint32() >>> 5; // 27 bits
      return (high * 2 ** 26 + (nextUint32() >>> 6)) / 2 ** 53;
    },
    below: (bound) => {
      // Lemire (2019): the high part of draw * bound; a few low parts are drawn again, else some values come too often.
      for (;;) {
        const product = nextUint32() * bound; // below 2^53, so exact
        const low = product >>> 0;
        if (low >= bound || low >= 2 ** 32 % bound) return (product - low) / 2 ** 32;
      }
    },
    split: (index) => streamFromState(stateFrom([...state, index])),
  };
}

/** The stream of an integer seed, e.g. `randomStream(7).split(3)` for the fourth part of the work. */
export const randomStream = (seed: number): RandomStream =>
  streamFromState(stateFrom([seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]));
