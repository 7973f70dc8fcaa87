import type { ComparisonInReport } from "../../domain/report/report.ts";
import { verdictRule, verdictWords } from "../../domain/stats/verdict-words.ts";
import { relativeUndefinedWords } from "../../domain/stats/method-words.ts";
import type { PairedComparison } from "../../domain/stats/compare.ts";
import { studentCritical } from "../../domain/stats/special/student-t.ts";
import type { ScoreConditions } from "../../domain/stats/not-comparable.ts";
import { ALPHA, allConditions, compareUnder, type ComparedPair } from "../compare/compare-runs.ts";
import type { StoredArm } from "../compare/stored-arm.ts";
import { benchmarkKey, modeOf, type KnownBenchmark } from "./report-context.ts";

/** How many of the questions on which two differ a report lists; the number of all is beside. */
const MAX_DISCORDANT = 100;

/** Every strategy against the baseline, one family per benchmark and protocol (Holm). */
export function reportComparisons(
  arms: readonly StoredArm[],
  { baseline, margin }: { readonly baseline: string | null; readonly margin: number | null },
  benchmarks: ReadonlyMap<string, KnownBenchmark>,
): readonly ComparisonInReport[] {
  const base = arms.find((arm) => arm.name === baseline);
  if (base === undefined) return [];
  const pairs = arms.filter((arm) => arm !== base).map((arm) => [arm, base] as const);
  return allConditions(arms, null).flatMap((conditions) => {
    const able = pairs.filter(([a, b]) => a.armFor(conditions) !== null && b.armFor(conditions) !== null);
    return compareUnder(conditions, able, { margin, isFamily: true }).flatMap((pair, i) => {
      const [a, b] = able[i] ?? [];
      const known = benchmarks.get(benchmarkKey(conditions.benchmark, conditions.split));
      return a && b ? toldPair(pair, { a, b, known, isFamily: able.length > 1 }) : [];
    });
  });
}

interface Sides {
  readonly a: StoredArm;
  readonly b: StoredArm;
  readonly known: KnownBenchmark | undefined;
  readonly isFamily: boolean; // more than one comparison
}

function toldPair({ conditions, member }: ComparedPair, sides: Sides): readonly ComparisonInReport[] {
  const { comparison, pAdjusted, verdict } = member;
  if (comparison === null) return [];
  const { relative } = comparison;
  const isDefined = relative.kind === "interval";
  const discordant = discordantItems(conditions, sides);
  return [
    {
      ...conditions,
      mode: modeOf(conditions.mode),
      a: sides.a.name,
      b: sides.b.name,
      n: comparison.n,
      clusters: comparison.clusters,
      seedsA: comparison.seedsA,
      seedsB: comparison.seedsB,
      scoreA: comparison.accuracyA,
      scoreB: comparison.accuracyB,
      diff: { value: comparison.diff, low: comparison.diffCi.low, high: comparison.diffCi.high },
      diffAdjusted: sides.isFamily ? adjustedInterval(comparison, pAdjusted ?? comparison.p) : null,
      p: comparison.p,
      pAdjusted: pAdjusted ?? comparison.p,
      pMidMcnemar: comparison.mcnemar?.midP ?? null,
      perSeed: comparison.perSeed,
      discordance: comparison.discordance,
      relative: isDefined ? { value: relative.value, low: relative.low, high: relative.high } : null,
      relativeWhy: isDefined ? null : relativeUndefinedWords(relative.reason),
      mde: comparison.mde,
      verdict: { kind: verdict.kind, words: verdictWords(verdict), rule: verdictRule(verdict) },
      discordant: discordant.slice(0, MAX_DISCORDANT),
      discordantTotal: discordant.length,
    },
  ];
}

/**
 * The difference at the level that Holm's step leaves to this comparison, alpha p / p_adjusted: it leaves out zero
 * exactly where the adjusted test rejects. Null where the interval does not come from a t distribution.
 */
function adjustedInterval(
  comparison: PairedComparison,
  pAdjusted: number,
): ComparisonInReport["diffAdjusted"] {
  const { diff, se, df, p } = comparison;
  if (!(df > 0) || !(se > 0) || !(p > 0)) return null;
  const half = studentCritical(1 - (ALPHA * p) / Math.max(p, pAdjusted), df) * se;
  return { value: diff, low: Math.max(-1, diff - half), high: Math.min(1, diff + half) };
}

/** Questions that the two answer differently, the most lopsided first; a share is over the seeds. */
function discordantItems(
  conditions: ScoreConditions,
  { a, b, known }: Sides,
): ComparisonInReport["discordant"] {
  const [sharesA, sharesB] = [shares(a, conditions), shares(b, conditions)];
  const mayShow = known?.card?.publicText === true;
  return [...sharesA]
    .map(([key, share]) => ({ key, a: share, b: sharesB.get(key) ?? 0 }))
    .filter((row) => row.a !== row.b)
    .sort((x, y) => Math.abs(y.a - y.b) - Math.abs(x.a - x.b) || (x.key < y.key ? -1 : 1))
    .map((row) => {
      const item = known?.items.get(row.key);
      const slash = row.key.indexOf("/");
      return {
        subject: row.key.slice(0, slash),
        id: row.key.slice(slash + 1),
        question: mayShow && item ? item.question : null,
        answer: item?.answer ?? "",
        a: row.a,
        b: row.b,
      };
    });
}

function shares(arm: StoredArm, conditions: ScoreConditions): ReadonlyMap<string, number> {
  const runs = arm.armFor(conditions)?.runs ?? [];
  const right = new Map<string, number>();
  for (const { items } of runs) {
    for (const { key, correct } of items) right.set(key, (right.get(key) ?? 0) + correct / runs.length);
  }
  return right;
}
