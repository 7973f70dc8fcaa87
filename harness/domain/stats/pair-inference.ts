import { bonettPriceInterval } from "./bonett-price.ts";
import { clampedInterval, type Interval } from "./interval.ts";
import { mcnemar, pairedCounts, type McNemar } from "./mcnemar.ts";
import type { PairedDifference, PairedVariance } from "./paired.ts";
import type { SeedPairing } from "./seed-pairing.ts";
import { combineErrors, type CombinedError } from "./seeds.ts";
import { studentCritical, studentTwoSided } from "./special/student-t.ts";
import { mean } from "./sum.ts";
import { tangoInterval } from "./tango.ts";

/** How p and the interval of a difference were made. */
export type PairMethod =
  | "cr1-t" // across clusters: CR1 and t; the primary one
  | "unanimous-clusters" // every cluster shows the same difference: sign-flip p, Bonett-Price interval
  | "tango-mid-p" // these questions only, one run each: Tango interval, McNemar mid-p
  | "items-t" // these questions only, several runs
  | "identical" // no spread to estimate from: Bonett-Price interval, sign-flip p over questions
  | "seeds-only"; // questions agree exactly and seeds do not: t interval, but no p-value from a few seeds alone

/**
 * Fewer clusters in which the arms differ cannot speak for others: with 5, even a unanimous sign pattern has
 * p = 2^-4 = .0625 in a sign-flip test; with 6 it is .031.
 */
export const MIN_CLUSTERS = 6;

/** Test and interval of a paired difference. */
export interface PairInference {
  readonly method: PairMethod;
  readonly se: number;
  readonly df: number;
  readonly p: number;
  /** As if only these questions existed: McNemar mid-p, or t over questions where an arm has several runs. */
  readonly pItems: number;
  readonly interval: (level: number) => Interval;
  readonly error: CombinedError;
  readonly variance: PairedVariance; // by cluster or by question, whichever was used
  readonly mcnemar: McNemar | null;
  /** Questions on which the two differ, averaged over pairs of seeds. */
  readonly onlyA: number;
  readonly onlyB: number;
}

const WHOLE: Interval = { low: -1, high: 1 };

type Core = Pick<PairInference, "method" | "p" | "interval">;

/** Which questions vary, and what to fall back to where none does. */
interface Fallback {
  readonly method: "unanimous-clusters" | "identical";
  readonly groups: number;
}

/** Sign-flip p of `groups` groups that all show the same sign, two-sided; 1 where the difference is 0. */
const unanimousP = (diff: number, groups: number): number => (diff === 0 ? 1 : 2 ** (1 - groups));

/** Chooses the primary method, which is CR1 with t wherever it can be trusted, and falls back to weaker claims. */
export function inferPair(moments: PairedDifference, pairing: SeedPairing): PairInference {
  const { diff, n, informative, byItem, byCluster } = moments;
  const counts = pairing.pairs.map(([a, b]) => pairedCounts(a, b));
  const onlyA = mean(counts.map((cells) => cells.onlyA));
  const onlyB = mean(counts.map((cells) => cells.onlyB));
  const single = counts.length === 1 ? mcnemar(onlyA, onlyB) : null;
  const withSeeds = (part: PairedVariance): CombinedError =>
    combineErrors({ variance: part.varDiff, df: part.df }, pairing.diffParts);
  const byT = ({ se, df }: CombinedError): Pick<Core, "p" | "interval"> => ({
    p: studentTwoSided(diff / se, df),
    interval: (level) => clampedInterval(diff, studentCritical(level, df) * se, WHOLE),
  });
  const byVariance = (error: CombinedError, method: "cr1-t" | "items-t", fallback: Fallback): Core => {
    if (error.questions > 0) return { method, ...byT(error) };
    if (error.seeds > 0) return { method: "seeds-only", p: 1, interval: byT(error).interval };
    const interval = (level: number): Interval => bonettPriceInterval({ onlyA, onlyB, n, level });
    return { method: fallback.method, p: unanimousP(diff, fallback.groups), interval };
  };

  const itemError = withSeeds(byItem);
  const items: Core =
    single === null
      ? byVariance(itemError, "items-t", { method: "identical", groups: n })
      : {
          method: "tango-mid-p",
          p: single.midP,
          interval: (level) => tangoInterval({ onlyA, onlyB, n, level }),
        };

  const common = { pItems: items.p, mcnemar: single, onlyA, onlyB };
  if (informative < MIN_CLUSTERS) {
    return { ...common, ...items, se: itemError.se, df: itemError.df, error: itemError, variance: byItem };
  }
  const error = withSeeds(byCluster);
  const core = byVariance(error, "cr1-t", { method: "unanimous-clusters", groups: informative });
  return { ...common, ...core, se: error.se, df: error.df, error, variance: byCluster };
}
