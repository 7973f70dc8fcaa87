import type { Plan } from "../../domain/plan/stage.ts";
import type { RunOutcome, RunStatus, ScoreLine } from "../../domain/run/events.ts";
import type { StageState } from "../../domain/run/schedule.ts";
import type { EvaluationRecord, ScoreRow, Store } from "../ports/store.ts";

/** How each run of a plan ended, with the scores that it has. */
export function outcomesOf(
  plan: Plan,
  states: ReadonlyMap<string, StageState>,
  store: Store,
): readonly RunOutcome[] {
  return plan.runs.map(({ run, strategy, seed, stages }) => ({
    run,
    strategy,
    seed,
    status: statusOf(stages.map((fingerprint) => states.get(fingerprint) ?? "pending")),
    scores: store.evaluations(stages).flatMap(scoreLines),
  }));
}

/** A run is done when all of it is; else the worst of its stages names it. */
function statusOf(states: readonly StageState[]): RunStatus {
  if (states.every((state) => state === "done")) return "done";
  if (states.includes("failed")) return "failed";
  if (states.includes("cancelled")) return "cancelled";
  return states.includes("skipped") ? "skipped" : "partial";
}

/** One line per normalisation of an evaluation, as the JSON outputs have it. */
export function scoreLines(evaluation: EvaluationRecord): readonly ScoreLine[] {
  const normalisations = [...new Set(evaluation.scores.map((row) => row.normalisation))];
  return normalisations.flatMap((normalisation) => {
    const rows = evaluation.scores.filter((row) => row.normalisation === normalisation);
    const micro = rows.find((row) => row.average === "micro");
    const macro = rows.find((row) => row.average === "macro");
    if (micro === undefined || macro === undefined) return [];
    const { benchmark, protocol, mode, shots, split } = evaluation;
    return {
      benchmark,
      protocol,
      mode,
      normalisation,
      shots,
      split,
      n: micro.n,
      micro: micro.value,
      micro_ci: [micro.low, micro.high] as const,
      macro: macro.value,
      macro_ci: [macro.low, macro.high] as const,
      groups: Object.fromEntries(rows.flatMap(groupEntry)),
      chance: micro.chance,
      se_kind: micro.seKind,
    };
  });
}

function groupEntry(row: ScoreRow): readonly [string, ScoreLine["groups"][string]][] {
  const id = /^group:(.+)$/.exec(row.average)?.[1];
  return id === undefined ? [] : [[id, { n: row.n, score: row.value, ci: [row.low, row.high] }]];
}
