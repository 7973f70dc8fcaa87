import type { StageFailure } from "../../domain/run/failure.ts";
import { workerEvent, type WorkerEvent } from "../../domain/contract/events.ts";
import type { AttemptRecord, RunRecord, Store } from "../ports/store.ts";

/** Where one stage of a run stands. */
export interface StageStatus {
  readonly stage: string;
  readonly kind: string;
  readonly fingerprint: string;
  readonly status: "done" | "running" | "interrupted" | "failed" | "pending";
  readonly since: string | null; // ISO 8601: started, or done
  readonly attempts: number;
  readonly folder: string | null; // of the last attempt: its logs
  readonly progress: { readonly done: number; readonly total: number; readonly unit: string } | null;
  readonly loss: number | null;
  readonly eta_ms: number | null;
  readonly failure: StageFailure | null;
}

/** Where a run stands. */
export interface RunStatusLine {
  readonly run: string;
  readonly strategy: string;
  readonly profile: string;
  readonly seed: number | null;
  readonly status: "done" | "running" | "interrupted" | "failed" | "pending";
  readonly stages: readonly StageStatus[];
}

/** What reading a run's state needs: `events` gives the last lines of a running stage's events.jsonl. */
export interface StatusDeps {
  readonly store: Store;
  readonly nowMs: number;
  readonly isWorking: boolean; // a harness process holds the state folder
  events(folder: string): readonly string[];
}

/** The state of a run, from the store and from what its running workers wrote last. */
export function statusOfRun(run: RunRecord, deps: StatusDeps): RunStatusLine {
  const done = deps.store.doneStages(run.stages.map((stage) => stage.fingerprint));
  const stages = run.stages.map((stage): StageStatus => {
    const attempts = deps.store.attempts(stage.fingerprint);
    const last = attempts.at(-1);
    const record = done.get(stage.fingerprint);
    const base = {
      stage: stage.stageId,
      kind: stage.kind,
      fingerprint: stage.fingerprint,
      attempts: attempts.length,
      folder: last?.folder ?? null,
      progress: null,
      loss: null,
      eta_ms: null,
      failure: null,
    };
    if (record) return { ...base, status: "done", since: record.doneAt };
    if (last === undefined) return { ...base, status: "pending", since: null };
    if (last.outcome === null) return { ...base, ...liveStatus(last, deps), since: last.startedAt };
    const failed = last.outcome === "failed";
    return { ...base, status: failed ? "failed" : "interrupted", since: last.endedAt, failure: last.failure };
  });
  const { strategy, profile, seed } = run;
  return { run: run.name, strategy, profile, seed, status: overall(stages), stages };
}

type Live = Pick<StageStatus, "status" | "progress" | "loss" | "eta_ms">;

function liveStatus(attempt: AttemptRecord, deps: StatusDeps): Live {
  if (!deps.isWorking) return { status: "interrupted", progress: null, loss: null, eta_ms: null };
  const events = deps.events(attempt.folder).flatMap(parse);
  const progress = events.findLast((event) => event.event === "progress");
  const metric = events.findLast((event) => event.event === "metric");
  const elapsedMs = deps.nowMs - Date.parse(attempt.startedAt);
  const share = progress === undefined ? 0 : progress.done / Math.max(1, progress.total);
  return {
    status: "running",
    progress:
      progress === undefined ? null : { done: progress.done, total: progress.total, unit: progress.unit },
    loss: metric?.loss ?? null,
    eta_ms: share > 0.02 ? Math.round((elapsedMs / share) * (1 - share)) : null,
  };
}

function parse(line: string): readonly WorkerEvent[] {
  try {
    const event = workerEvent.safeParse(JSON.parse(line));
    return event.success ? [event.data] : [];
  } catch {
    return [];
  }
}

function overall(stages: readonly StageStatus[]): RunStatusLine["status"] {
  for (const status of ["failed", "running", "interrupted"] as const) {
    if (stages.some((stage) => stage.status === status)) return status;
  }
  return stages.every((stage) => stage.status === "done") ? "done" : "pending";
}
