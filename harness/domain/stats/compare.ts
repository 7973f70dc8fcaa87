import { err, ok, type Result } from "../result.ts";
import { aboveChance, type AboveChance } from "./chance.ts";
import type { Interval } from "./interval.ts";
import { itemTable, tableDifference, type ItemTable, type SeedRun } from "./item-table.ts";
import type { McNemar } from "./mcnemar.ts";
import { neededToSettle } from "./needed.ts";
import { conditionDifference, type NotComparable, type ScoreConditions } from "./not-comparable.ts";
import { inferPair, type PairInference, type PairMethod } from "./pair-inference.ts";
import { pairedDifference, type PairedDifference } from "./paired.ts";
import { minimumDetectable } from "./power.ts";
import { compareRatios } from "./compare-ratios.ts";
import type { Relative } from "./relative.ts";
import { seedPairing, type SeedNoise } from "./seed-pairing.ts";
import { judge, type Evidence, type Verdict } from "./verdict.ts";

/** One side of a comparison: its runs, one a seed, and the conditions under which they were asked. */
export interface Arm {
  readonly runs: readonly SeedRun[];
  readonly conditions?: ScoreConditions;
}

/** Two arms, the significance level (e.g. 0.05) and the margin of equivalence (a fraction, e.g. 0.01; null: none). */
export interface PairRequest {
  readonly a: Arm;
  readonly b: Arm;
  readonly alpha: number;
  readonly margin: number | null;
}

/** `a - b` on the same questions. Fractions, not points; no field is ever NaN. */
export interface PairedComparison {
  readonly n: number;
  readonly clusters: number;
  readonly informativeClusters: number; // clusters in which the two differ at all
  readonly seedsA: number;
  readonly seedsB: number;
  readonly accuracyA: number;
  readonly accuracyB: number;
  readonly chance: number;
  readonly diff: number;
  readonly diffCi: Interval; // level 1 - alpha
  readonly se: number;
  readonly df: number;
  readonly p: number;
  readonly pItems: number; // as if only these questions existed
  readonly method: PairMethod;
  readonly mcnemar: McNemar | null; // one run each only
  readonly perSeed: readonly number[]; // difference of each pair of seeds; no p-value is made of these alone
  readonly seedNoise: SeedNoise;
  readonly dominantNoise: "questions" | "seeds" | null; // null: the noise of seeds was not measured
  readonly discordance: number;
  readonly phi: number | null;
  readonly relative: Relative;
  readonly relativeChanceAdjusted: Relative;
  readonly oddsRatio: number | null; // null where an odds is 0 or infinite
  readonly mde: number; // smallest true difference found with 80 % power
  readonly aboveChance: { readonly a: AboveChance; readonly b: AboveChance };
  readonly evidence: Evidence;
  readonly verdict: Verdict;
}

function oddsRatio(a: number, b: number): number | null {
  return a > 0 && a < 1 && b > 0 && b < 1 ? a / (1 - a) / (b / (1 - b)) : null;
}

/** Smallest detectable difference of this design; where nothing was discordant one question in each cell is assumed. */
function detectable(moments: PairedDifference, inference: PairInference, alpha: number): number {
  const { n, byItem, secondMoment } = moments;
  const designEffect = byItem.varDiff > 0 && inference.se > 0 ? inference.se ** 2 / byItem.varDiff : 1;
  const discordance = Math.max(secondMoment, 2 / (n + 2));
  const df = inference.df > 0 ? inference.df : Number.POSITIVE_INFINITY;
  return Math.min(1, minimumDetectable(n, { discordance, designEffect, alpha, df }));
}

function compareTables(a: ItemTable, b: ItemTable, { alpha, margin }: PairRequest): PairedComparison {
  const moments = pairedDifference({ a: a.means, b: b.means, clusters: a.clusters });
  const pairing = seedPairing(a, b);
  const inference = inferPair(moments, pairing);
  const { diff, n } = moments;
  const above = { a: aboveChance(a), b: aboveChance(b) };
  const isAboveChance = above.a.p < alpha || above.b.p < alpha;
  const seeds = Math.max(a.runs.length, b.runs.length);
  const evidence: Evidence = {
    diff,
    alpha,
    margin,
    scope:
      inference.method === "cr1-t" || inference.method === "unanimous-clusters" ? "clusters" : "questions",
    p: inference.p,
    pItems: inference.pItems,
    disagreements: inference.onlyA + inference.onlyB,
    equivalenceCi: inference.interval(1 - 2 * alpha),
    aboveChanceA: above.a.p,
    aboveChanceB: above.b.p,
    needed: neededToSettle({ diff, n, seeds, error: inference.error, alpha, margin }),
  };
  return {
    n,
    clusters: moments.clusters,
    informativeClusters: moments.informative,
    seedsA: a.runs.length,
    seedsB: b.runs.length,
    accuracyA: moments.meanA,
    accuracyB: moments.meanB,
    chance: above.a.chance,
    diff,
    diffCi: inference.interval(1 - alpha),
    se: inference.se,
    df: inference.df,
    p: inference.p,
    pItems: inference.pItems,
    method: inference.method,
    mcnemar: inference.mcnemar,
    perSeed: pairing.perSeed,
    seedNoise: pairing.noise,
    dominantNoise: pairing.diffParts.length > 0 ? inference.error.dominant : null,
    discordance: (inference.onlyA + inference.onlyB) / n,
    phi: moments.phi,
    ...compareRatios({ moments, inference, pairing, alpha, chance: above.a.chance, isAboveChance }),
    oddsRatio: oddsRatio(moments.meanA, moments.meanB),
    mde: detectable(moments, inference, alpha),
    aboveChance: above,
    evidence,
    verdict: judge(evidence),
  };
}

/**
 * Compares two arms on the same questions, paired by question, clustered, seeds averaged (statistics of Miller 2024 with
 * CR1 and t). Input that cannot be compared is an error that says why; degenerate input gives a weaker but true statement.
 */
export function comparePaired(request: PairRequest): Result<PairedComparison, NotComparable> {
  const { a, b } = request;
  if (a.conditions !== undefined && b.conditions !== undefined) {
    const problem = conditionDifference(a.conditions, b.conditions);
    if (problem !== null) return err(problem);
  }
  const tableA = itemTable(a.runs);
  if (!tableA.ok) return tableA;
  const tableB = itemTable(b.runs);
  if (!tableB.ok) return tableB;
  const problem = tableDifference(tableA.value, tableB.value);
  if (problem !== null) return err(problem);
  return ok(compareTables(tableA.value, tableB.value, request));
}
