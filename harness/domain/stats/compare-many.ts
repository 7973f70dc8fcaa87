import { err, ok, type Result } from "../result.ts";
import { clusteredMean } from "./clustered.ts";
import { groupSizes } from "./grouping.ts";
import type { Interval } from "./interval.ts";
import { itemTable, tableDifference, type ItemTable, type SeedRun } from "./item-table.ts";
import { maxT } from "./max-t.ts";
import type { NotComparable } from "./not-comparable.ts";
import { inferPair, type PairInference, type PairMethod } from "./pair-inference.ts";
import { pairedDifference } from "./paired.ts";
import { seedPairing } from "./seed-pairing.ts";

/** Several arms on the same questions, and which pairs of them are one family; all pairs where left out. */
export interface ManyRequest {
  readonly arms: readonly { readonly runs: readonly SeedRun[] }[];
  readonly pairs?: readonly (readonly [a: number, b: number])[]; // positions; `a - b`
  readonly alpha?: number; // of the family, 0.05 where left out
  readonly draws?: number; // 9999 where left out
  readonly seed?: number;
}

/** One pair of the family. Fractions. */
export interface ManyPair {
  readonly a: number;
  readonly b: number;
  readonly diff: number;
  readonly p: number;
  readonly pAdjusted: number; // max-T, step-down
  readonly interval: Interval; // of this pair alone, level 1 - alpha
  readonly simultaneous: Interval; // all of these together hold with 1 - alpha: for a sweep, the band
  readonly method: PairMethod;
}

/** All comparisons of a family. */
export interface ManyComparison {
  readonly accuracies: readonly number[]; // by arm
  readonly pairs: readonly ManyPair[];
  readonly alphaPerPair: number; // level of the simultaneous intervals
}

/** Every arm against every other once, e.g. [0, 1], [0, 2], [1, 2]. */
export const allPairs = (arms: number): readonly (readonly [number, number])[] =>
  Array.from({ length: arms }, (_, a) => a).flatMap((a) =>
    Array.from({ length: arms - a - 1 }, (_, i) => [a, a + 1 + i] as const),
  );

/**
 * Compares many arms pair by pair with the primary method of `comparePaired` and corrects for their number by max-T,
 * which uses that pairs share arms and questions. The arms must hold the same questions.
 */
export function compareMany(request: ManyRequest): Result<ManyComparison, NotComparable> {
  const { alpha = 0.05, draws = 9999, seed = 1 } = request;
  const tables: ItemTable[] = [];
  for (const arm of request.arms) {
    const table = itemTable(arm.runs);
    if (!table.ok) return table;
    const [first] = tables;
    const problem = first === undefined ? null : tableDifference(first, table.value);
    if (problem !== null) return err(problem);
    tables.push(table.value);
  }
  const [first] = tables;
  if (first === undefined) return err({ reason: "no-items" });
  const { clusters, n } = first;
  const inferred = (request.pairs ?? allPairs(tables.length)).map(([a, b]) => inferArms(tables, a, b));
  const { pAdjusted, alphaPerPair } = maxT({
    scores: tables.map(({ means }) => clusteredMean({ values: means, clusters }).scores),
    shares: Float64Array.from(groupSizes(clusters), (size) => size / n),
    pairs: inferred.map(({ a, b, inference: { p, method } }) => ({
      a,
      b,
      p,
      fromClusters: method === "cr1-t",
    })),
    alpha,
    draws,
    seed,
  });
  const pairs = inferred.map(({ a, b, diff, inference }, i): ManyPair => {
    const { p, method, interval } = inference;
    const simultaneous = interval(1 - alphaPerPair);
    return {
      a,
      b,
      diff,
      p,
      pAdjusted: pAdjusted[i] ?? 1,
      interval: interval(1 - alpha),
      simultaneous,
      method,
    };
  });
  const accuracies = tables.map(({ means }) => means.reduce((total, value) => total + value, 0) / n);
  return ok({ accuracies, pairs, alphaPerPair });
}

interface Inferred {
  readonly a: number;
  readonly b: number;
  readonly diff: number;
  readonly inference: PairInference;
}

function inferArms(tables: readonly ItemTable[], a: number, b: number): Inferred {
  const [tableA, tableB] = [tables[a], tables[b]];
  if (tableA === undefined || tableB === undefined) throw new Error(`Internal error: no arms ${a} and ${b}`);
  const moments = pairedDifference({ a: tableA.means, b: tableB.means, clusters: tableA.clusters });
  return { a, b, diff: moments.diff, inference: inferPair(moments, seedPairing(tableA, tableB)) };
}
