import type { WorkerEvent } from "../../domain/contract/events.ts";
import type { Prompt } from "../../domain/benchmark/prompt.ts";
import type { Stage } from "../../domain/plan/stage.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { RunEvent } from "../../domain/run/events.ts";
import type { StageFailure } from "../../domain/run/failure.ts";
import type { BenchmarkPrompts } from "../ports/benchmarks.ts";
import { isoNow, type Clock } from "../ports/clock.ts";
import type { Executor, RunningLaunch, SlotGrant } from "../ports/executor.ts";
import type { StateFolder } from "../ports/state-folder.ts";
import type { Store } from "../ports/store.ts";
import type { RunningBatch, StageOutcome } from "./execute-plan.ts";
import { recordStage, type RecordContext } from "./record-stage.ts";
import { stageSpec, type AttemptPlace, type SpecContext } from "./stage-spec.ts";

/** What running a batch of stages needs. */
export interface StageRunnerDeps {
  readonly store: Store;
  readonly state: StateFolder;
  readonly executor: Executor;
  readonly benchmarks: BenchmarkPrompts;
  readonly clock: Clock;
  readonly spec: SpecContext;
  readonly record: RecordContext;
  readonly processes: number;
  readonly stallTimeoutMs: number;
  /** The absolute path of a worker script, e.g. "train.py". */
  scriptPath(kind: Stage["work"]["kind"]): string;
  readonly emit: (event: RunEvent) => void;
}

/** With less than this, a traceback and a few lines of a log do not fit. */
const NO_ROOM_BYTES = 64 * 1024;

interface Attempt extends AttemptPlace {
  readonly id: number;
  readonly prompts: readonly Prompt[] | null;
}

/** Starts one batch: attempts are recorded, specs written, the worker launched, its results recorded as they come. */
export async function startBatch(
  batch: readonly Stage[],
  grant: SlotGrant,
  deps: StageRunnerDeps,
): Promise<RunningBatch> {
  const startedMs = deps.clock.nowMs();
  const prepared = await prepare(batch, deps);
  if (!prepared.ok) return finished(batch, prepared.error);
  const attempts = prepared.value;
  const [first] = attempts;
  if (first === undefined) throw new Error("Internal error: an empty batch was started");

  let launch: RunningLaunch;
  try {
    const spec = `${first.folder}/spec.json`;
    deps.state.writeJson(spec, stageSpec(attempts, deps.spec));
    launch = await deps.executor.start({
      id: `${first.stage.fingerprint.slice(0, 12)}-${first.id}`,
      launcher: isTorchrun(first.stage) ? "torchrun" : "python",
      script: deps.scriptPath(first.stage.work.kind),
      spec,
      events: `${first.folder}/events.jsonl`,
      directory: first.folder,
      processes: isTorchrun(first.stage) ? deps.processes : 1,
      threadsPerProcess: deps.spec.threads,
      gpus: grant.gpus,
      stallTimeoutMs: deps.stallTimeoutMs,
    });
  } catch (error) {
    const failure = failureOf(error, first.folder);
    endAttempts(attempts, failure, deps);
    return finished(batch, failure);
  }

  const outcomes = new Map<string, StageOutcome>();
  const byFingerprint = new Map<string, Attempt>(
    attempts.map((attempt) => [attempt.stage.fingerprint, attempt]),
  );
  const complete = (attempt: Attempt, finishedMs: number): void => {
    if (outcomes.has(attempt.stage.fingerprint)) return;
    // The whole batch's time is told once, with its first stage; the others took what came on top.
    const since = outcomes.size === 0 ? startedMs : lastMs;
    lastMs = finishedMs;
    outcomes.set(attempt.stage.fingerprint, record(attempt, finishedMs - since, deps));
  };
  let lastMs = startedMs;
  const follow = deps.state.followEvents(`${first.folder}/events.jsonl`, (event) => {
    if (event.event === "task-done") {
      const attempt = byFingerprint.get(event.fingerprint);
      if (attempt) complete(attempt, deps.clock.nowMs());
      return;
    }
    const running = attempts.find((attempt) => !outcomes.has(attempt.stage.fingerprint)) ?? first;
    const told = toRunEvent(event, running.stage);
    if (told) deps.emit(told);
  });

  const settle = async (): Promise<ReadonlyMap<string, StageOutcome>> => {
    const outcome = await launch.outcome;
    follow.stop();
    for (const attempt of attempts) {
      if (outcomes.has(attempt.stage.fingerprint)) continue;
      const output = `${attempt.folder}/output`;
      if (deps.state.readMarker(output, attempt.stage.fingerprint) !== null) {
        complete(attempt, deps.clock.nowMs());
        continue;
      }
      const failure: StageFailure =
        outcome.kind === "failed"
          ? withFullDisk(outcome.failure, first.folder, deps)
          : {
              reason: "incomplete-output",
              detail: "the worker ended with exit code 0 but left no completion marker",
              log: first.folder,
            };
      endAttempts([attempt], failure, deps);
      outcomes.set(attempt.stage.fingerprint, { kind: "failed", failure });
    }
    return outcomes;
  };
  return { outcomes: settle(), stop: (options) => launch.stop(options) };
}

/** Makes the attempt folders, and an evaluation's requests. A failure here is recorded as one of the whole batch. */
async function prepare(
  batch: readonly Stage[],
  deps: StageRunnerDeps,
): Promise<Result<readonly Attempt[], StageFailure>> {
  const begun: Attempt[] = [];
  const ready: Attempt[] = [];
  try {
    for (const stage of batch) {
      const attempt = begin(stage, deps);
      begun.push(attempt);
      const prepared = await withRequests(attempt, deps);
      if (!prepared.ok) {
        endAttempts(begun, prepared.error, deps);
        return prepared;
      }
      ready.push(prepared.value);
    }
    return ok(ready);
  } catch (error) {
    const failure = failureOf(error, begun.at(-1)?.folder ?? deps.state.root);
    endAttempts(begun, failure, deps);
    return err(failure);
  }
}

function begin(stage: Stage, deps: StageRunnerDeps): Attempt {
  const { fingerprint, id: stageId } = stage;
  const run = stage.runs[0] ?? "";
  const startedAt = isoNow(deps.clock);
  const { id, number } = deps.store.beginAttempt({ fingerprint, run, stageId, startedAt });
  const folder = deps.state.attemptFolder(run, stageId, number);
  deps.store.setAttemptFolder(id, folder);
  deps.emit({ event: "stage-started", stage: stageId, run, fingerprint, attempt: number, folder });
  return { id, stage, folder, requests: null, prompts: null };
}

async function withRequests(attempt: Attempt, deps: StageRunnerDeps): Promise<Result<Attempt, StageFailure>> {
  const { stage, folder } = attempt;
  if (stage.work.kind !== "evaluate") return ok(attempt);
  const prompts = await deps.benchmarks.promptsFor(stage.work.target);
  if (!prompts.ok) {
    const message = prompts.error.map((problem) => problem.message).join("; ");
    return err({ reason: "worker-error", message, log: folder });
  }
  const requests = `${folder}/requests.jsonl`;
  deps.state.writeRequests(requests, prompts.value);
  return ok({ ...attempt, requests, prompts: prompts.value });
}

/** Publishes an attempt's output and writes it to the store: the last thing that happens to a stage. */
function record(attempt: Attempt, durationMs: number, deps: StageRunnerDeps): StageOutcome {
  const { stage, folder } = attempt;
  let recorded: Result<null, StageFailure>;
  try {
    deps.state.publish(`${folder}/output`, stage.fingerprint);
    recorded = recordStage({ stage, durationMs, prompts: attempt.prompts }, deps.record);
  } catch (error) {
    recorded = err(failureOf(error, folder));
  }
  const failure = recorded.ok ? null : recorded.error;
  endAttempts([attempt], failure, deps);
  return failure ? { kind: "failed", failure } : { kind: "done", durationMs };
}

/** Notes how attempts ended, and removes what they left half-written. */
function endAttempts(
  attempts: readonly Attempt[],
  failure: StageFailure | null,
  deps: StageRunnerDeps,
): void {
  const outcome = failure === null ? "done" : failure.reason === "cancelled" ? "cancelled" : "failed";
  for (const { id, folder } of attempts) {
    deps.state.discardUnfinished(folder);
    try {
      deps.store.endAttempt(id, { endedAt: isoNow(deps.clock), outcome, failure });
    } catch (error) {
      // It stays open, and the next process ends it: what is said of a full disk must not end this one.
      if (failureOf(error, folder).reason !== "disk-full") throw error;
    }
  }
}

function finished(batch: readonly Stage[], failure: StageFailure): RunningBatch {
  const outcomes = new Map(batch.map((stage) => [stage.fingerprint, { kind: "failed", failure } as const]));
  return { outcomes: Promise.resolve(outcomes), stop: () => Promise.resolve() };
}

const isTorchrun = (stage: Stage): boolean => stage.work.kind === "train" || stage.work.kind === "evaluate";

/** Where the disk has no room, not even the worker's last words could be written: then that is what happened. */
function withFullDisk(failure: StageFailure, folder: string, { state }: StageRunnerDeps): StageFailure {
  const isWordless = failure.reason === "worker-error" && failure.message.endsWith("without a word");
  return isWordless && state.freeBytes() < NO_ROOM_BYTES ? { reason: "disk-full", path: folder } : failure;
}

/** An error of our own file system calls; anything else is a bug and goes on. */
function failureOf(error: unknown, folder: string): StageFailure {
  if (error instanceof Error && "code" in error) {
    if (error.code === "ENOSPC" || error.code === "EDQUOT") return { reason: "disk-full", path: folder };
    return { reason: "spawn-error", message: error.message };
  }
  throw error;
}

function toRunEvent(event: WorkerEvent, stage: Stage): RunEvent | null {
  const of = { stage: stage.id, run: stage.runs[0] ?? "", fingerprint: stage.fingerprint };
  switch (event.event) {
    case "progress":
      return { event: "stage-progress", ...of, done: event.done, total: event.total, unit: event.unit };
    case "metric":
      return {
        event: "stage-metric",
        ...of,
        step: event.step,
        loss: event.loss,
        tokensPerSecond: event.tokens_per_s,
      };
    case "resolved":
      return {
        event: "stage-resolved",
        ...of,
        tensors: event.tensors,
        numel: event.numel,
        share: event.share,
      };
    case "resumed":
      return { event: "stage-resumed", ...of, step: event.step };
    case "warning":
      return { event: "stage-warning", ...of, message: event.message };
    case "phase":
    case "saved":
    case "task-done":
      return null;
  }
}
