import type { ScoreSummary } from "../../domain/report/report.ts";
import type { Estimate } from "../../domain/stats/interval.ts";
import { intervalMethodWords } from "../../domain/stats/method-words.ts";
import type { ScoreConditions } from "../../domain/stats/not-comparable.ts";
import { scoreRuns } from "../../domain/stats/score.ts";
import type { SeedRun } from "../../domain/stats/item-table.ts";
import type { EvaluationRecord, ItemRow, Store } from "../ports/store.ts";
import { modeOf, titleOf, type KnownBenchmark } from "./report-context.ts";

/** Runs (one per seed) under the same conditions, averaged per question, with groups and subjects; null if none is scored. */
export function scoreSummary(source: {
  readonly conditions: ScoreConditions;
  readonly evaluations: readonly EvaluationRecord[];
  readonly runs: readonly SeedRun[];
  readonly known: KnownBenchmark | undefined;
  readonly store: Store;
}): ScoreSummary | null {
  const { conditions, evaluations, runs, known, store } = source;
  const score = scoreRuns(runs, { groups: known?.card?.groups ?? [] });
  const [first] = evaluations;
  if (!score.ok || first === undefined) return null;
  const { n, clusters, micro, macro, groups, subjects, chance } = score.value;
  const items = evaluations.flatMap((evaluation) => store.items(evaluation.id));
  return {
    ...conditions,
    mode: modeOf(conditions.mode),
    n,
    clusters,
    micro: interval(micro),
    macro: interval(macro),
    groups: groups.map(({ id, score: part }) => ({
      id,
      title: titleOf(known, "groups", id),
      n: part.n,
      score: interval(part),
    })),
    subjects: subjects.map(({ id, score: part }) => ({
      id,
      title: titleOf(known, "subjects", id),
      n: part.n,
      score: interval(part),
    })),
    chance,
    seKind: intervalMethodWords(micro.method).en,
    ties: items.filter((item) => item.ties > 0).length,
    protocolHash: first.protocolHash,
    letters: letterCounts(items),
  };
}

const interval = ({ value, low, high }: Estimate): ScoreSummary["micro"] => ({ value, low, high });

function letterCounts(items: readonly ItemRow[]): ScoreSummary["letters"] {
  const letters = [...new Set(items.flatMap(({ prediction, answer }) => [prediction, answer]))]
    .filter((letter) => letter !== null)
    .sort();
  return letters.map((letter) => ({
    letter,
    predicted: items.filter((item) => item.prediction === letter).length,
    gold: items.filter((item) => item.answer === letter).length,
  }));
}
