import { verdictRule, verdictWords, type Words } from "../../domain/stats/verdict-words.ts";
import type { ScoreConditions } from "../../domain/stats/not-comparable.ts";
import type { Verdict } from "../../domain/stats/verdict.ts";
import { relativeUndefinedWords } from "../../domain/stats/method-words.ts";
import type { ComparedPair } from "./compare-runs.ts";

/** One pair as `harness compare --json` prints it: `_pts` are percentage points, everything else fractions. */
export interface PairLine extends ScoreConditions {
  readonly a: string;
  readonly b: string;
  readonly n: number;
  readonly clusters: number;
  readonly seeds: readonly [number, number];
  readonly score_a: number | null;
  readonly score_b: number | null;
  readonly diff_pts: number | null;
  readonly ci: readonly [number, number] | null; // points
  readonly p: number | null;
  readonly p_method: string | null;
  readonly p_adjusted: number | null;
  readonly p_mcnemar_mid: number | null; // one run each only: "on these questions"
  readonly relative_improvement: number | null;
  readonly relative_ci: readonly [number, number] | null;
  readonly relative_undefined: Words | null;
  readonly discordance: number | null;
  readonly mde_pts: number | null;
  readonly per_seed_pts: readonly number[];
  readonly above_chance_p: readonly [number, number] | null;
  readonly verdict: Verdict["kind"];
  readonly verdict_words: Words;
  readonly verdict_rule: Words;
}

/** A compared pair as data for people and machines. */
export function pairLine({ a, b, conditions, member }: ComparedPair): PairLine {
  const { comparison, pAdjusted, verdict } = member;
  const words = {
    verdict: verdict.kind,
    verdict_words: verdictWords(verdict),
    verdict_rule: verdictRule(verdict),
  };
  if (comparison === null) return { a, b, ...conditions, ...NOTHING, ...words };
  const { relative } = comparison;
  const isDefined = relative.kind === "interval";
  return {
    a,
    b,
    ...conditions,
    n: comparison.n,
    clusters: comparison.clusters,
    seeds: [comparison.seedsA, comparison.seedsB],
    score_a: comparison.accuracyA,
    score_b: comparison.accuracyB,
    diff_pts: comparison.diff * 100,
    ci: [comparison.diffCi.low * 100, comparison.diffCi.high * 100],
    p: comparison.p,
    p_method: comparison.method,
    p_adjusted: pAdjusted,
    p_mcnemar_mid: comparison.mcnemar?.midP ?? null,
    relative_improvement: isDefined ? relative.value : null,
    relative_ci: isDefined ? [relative.low, relative.high] : null,
    relative_undefined: isDefined ? null : relativeUndefinedWords(relative.reason),
    discordance: comparison.discordance,
    mde_pts: comparison.mde * 100,
    per_seed_pts: comparison.perSeed.map((difference) => difference * 100),
    above_chance_p: [comparison.aboveChance.a.p, comparison.aboveChance.b.p],
    ...words,
  };
}

const NOTHING = {
  n: 0,
  clusters: 0,
  seeds: [0, 0],
  score_a: null,
  score_b: null,
  diff_pts: null,
  ci: null,
  p: null,
  p_method: null,
  p_adjusted: null,
  p_mcnemar_mid: null,
  relative_improvement: null,
  relative_ci: null,
  relative_undefined: null,
  discordance: null,
  mde_pts: null,
  per_seed_pts: [],
  above_chance_p: null,
} as const;
