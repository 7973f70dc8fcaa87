import type { Bilingual } from "../../domain/report/report.ts";
import { groupBy } from "../../domain/group-by.ts";
import type { ScoreConditions } from "../../domain/stats/not-comparable.ts";
import { scoreRuns } from "../../domain/stats/score.ts";
import type { RunRecord, Store } from "../ports/store.ts";
import { allConditions, compareUnder, type ComparedPair } from "./compare-runs.ts";
import { pairLine, type PairLine } from "./pair-line.ts";
import { storedArm } from "./stored-arm.ts";

/** One strategy's score under one set of conditions, and how it compares with the baseline. */
export interface ResultRow {
  readonly strategy: string;
  readonly seeds: number;
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly isBaseline: boolean;
  readonly against: PairLine | null; // null for the baseline, and where the baseline was not run
}

/** The results under one set of conditions, best first. */
export interface ResultTable {
  readonly conditions: ScoreConditions;
  readonly n: number;
  readonly clusters: number;
  readonly chance: number;
  readonly rows: readonly ResultRow[];
}

/** What a run ends with: every strategy's score with its interval, difference to the baseline and verdict. */
export function resultTables(
  store: Store,
  runs: readonly RunRecord[],
  { baseline, margin }: { readonly baseline: string | null; readonly margin: number | null },
): readonly ResultTable[] {
  const arms = [...groupBy(runs, (run) => run.strategy)].map(([name, members]) =>
    storedArm(store, name, members),
  );
  const base = arms.find((arm) => arm.name === baseline);
  return allConditions(arms, null).flatMap((conditions): readonly ResultTable[] => {
    const scored = arms.filter((arm) => arm.armFor(conditions) !== null);
    const pairs =
      base === undefined ? [] : scored.filter((arm) => arm !== base).map((arm) => [arm, base] as const);
    const compared = new Map<string, ComparedPair>(
      compareUnder(conditions, pairs, { margin, isFamily: true }).map((pair) => [pair.a, pair]),
    );
    const rows: ResultRow[] = [];
    let size = { n: 0, clusters: 0, chance: 0 };
    for (const arm of scored) {
      const own = arm.armFor(conditions);
      const score = own === null ? null : scoreRuns(own.runs);
      if (score?.ok !== true) continue;
      const { micro, n, clusters, chance, seeds } = score.value;
      size = { n, clusters, chance };
      const pair = compared.get(arm.name);
      rows.push({
        strategy: arm.name,
        seeds,
        score: micro.value,
        low: micro.low,
        high: micro.high,
        isBaseline: arm === base,
        against: pair === undefined ? null : pairLine(pair),
      });
    }
    rows.sort((a, b) => b.score - a.score || (a.strategy < b.strategy ? -1 : 1));
    return rows.length === 0 ? [] : [{ conditions, ...size, rows }];
  });
}

/** Which words a table shows for the baseline's own row. */
export const BASELINE_WORDS: Bilingual = { en: "baseline", zh: "基线" };
