import type { Arm } from "../../domain/stats/compare.ts";
import type { ScoredItem, SeedRun } from "../../domain/stats/item-table.ts";
import type { ScoreConditions } from "../../domain/stats/not-comparable.ts";
import type { EvaluationRecord, RunRecord, Store } from "../ports/store.ts";

/** A strategy's (or one run's) stored evaluations, ready to be compared. */
export interface StoredArm {
  readonly name: string; // as the user named it
  readonly runs: readonly RunRecord[];
  /** Under which conditions it was evaluated, in the order of its runs' stages. */
  readonly conditions: readonly ScoreConditions[];
  /** Null where it was not evaluated under these conditions. */
  armFor(conditions: ScoreConditions): Arm | null;
}

interface Evaluated {
  readonly seed: number | null;
  readonly evaluation: EvaluationRecord;
}

/** Gathers the evaluations of runs. Seeds that share one checkpoint (nothing was trained) count once. */
export function storedArm(store: Store, name: string, runs: readonly RunRecord[]): StoredArm {
  const byConditions = new Map<string, { conditions: ScoreConditions; evaluated: Evaluated[] }>();
  for (const run of runs) {
    for (const evaluation of store.evaluations(run.stages.map((stage) => stage.fingerprint))) {
      const conditions = conditionsOf(evaluation);
      const key = conditionKey(conditions);
      const known = byConditions.get(key) ?? { conditions, evaluated: [] };
      byConditions.set(key, known);
      known.evaluated.push({ seed: run.seed, evaluation });
    }
  }
  const cache = new Map<string, Arm>();
  return {
    name,
    runs,
    conditions: [...byConditions.values()].map(({ conditions }) => conditions),
    armFor: (conditions) => {
      const key = conditionKey(conditions);
      const found = byConditions.get(key);
      if (found === undefined) return null;
      const known = cache.get(key);
      if (known) return known;
      const arm = { runs: seedRuns(store, found.evaluated), conditions };
      cache.set(key, arm);
      return arm;
    },
  };
}

/** One text per set of conditions, e.g. for maps. */
export const conditionKey = (conditions: ScoreConditions): string =>
  [
    conditions.benchmark,
    conditions.split,
    conditions.protocol,
    conditions.mode,
    conditions.shots,
    conditions.normalisation,
  ].join("/");

/** Items keep the main normalisation's predictions, which is always raw. */
function conditionsOf({ benchmark, protocol, mode, shots, split }: EvaluationRecord): ScoreConditions {
  return { benchmark, protocol, mode, normalisation: "raw", shots, split };
}

function seedRuns(store: Store, evaluated: readonly Evaluated[]): readonly SeedRun[] {
  const byEvaluation = new Map<number, Evaluated[]>();
  for (const each of evaluated) {
    byEvaluation.set(each.evaluation.id, [...(byEvaluation.get(each.evaluation.id) ?? []), each]);
  }
  return [...byEvaluation].map(([id, sharing]) => ({
    seed: sharing.length === 1 ? (sharing[0]?.seed ?? null) : null,
    items: store.judged(id).flatMap((item): readonly ScoredItem[] => {
      if (item.correct === null) return [];
      const { subject, cluster, correct } = item;
      return [{ key: `${subject}/${item.id}`, subject, cluster, correct, chance: 1 / item.numChoices }];
    }),
  }));
}
