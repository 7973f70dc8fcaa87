import type { Report, ScoreKey, ScoreSummary, StackRow } from "../../harness/domain/report/report.ts";
import { sameKey } from "./score-key.ts";

/** Whatever has a row of its own: a strategy with its seeds, or a single model that no strategy made. */
export interface Contestant {
  readonly name: string;
  readonly title: { readonly en: string; readonly zh: string } | null;
  readonly share: number | null;
  readonly stack: readonly StackRow[];
  readonly scores: readonly ScoreSummary[];
  readonly runs: readonly string[];
  readonly trainSeconds: number | null;
}

/** All contestants: strategies first, then runs that belong to none of them. */
export function contestants(report: Report): readonly Contestant[] {
  const strategies = report.strategies.map((strategy) => ({
    name: strategy.strategy,
    title: strategy.title,
    share: strategy.trainable.share,
    stack: strategy.stack,
    scores: strategy.scores,
    runs: strategy.runs,
    trainSeconds: strategy.trainSeconds,
  }));
  const known = new Set(report.strategies.flatMap(({ runs }) => runs));
  const alone = report.runs
    .filter(({ run, status }) => !known.has(run) && status === "done")
    .map((run) => ({
      name: run.run,
      title: null,
      share: null,
      stack: [],
      scores: run.scores,
      runs: [run.run],
      trainSeconds: run.training?.seconds ?? null,
    }));
  return [...strategies, ...alone];
}

/** A contestant's score under a key. */
export const scoreUnder = (contestant: Contestant, key: ScoreKey): ScoreSummary | undefined =>
  contestant.scores.find((score) => sameKey(score, key));

/** The single seeds' scores of a contestant under a key; empty where there is only one. */
export function seedsUnder(name: string, key: ScoreKey, report: Report): readonly number[] {
  const found = report.strategies.find(({ strategy }) => strategy === name);
  return found?.seedScores.find((scores) => sameKey(scores, key))?.perSeed.map(({ micro }) => micro) ?? [];
}
