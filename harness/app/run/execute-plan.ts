import type { Plan, Stage } from "../../domain/plan/stage.ts";
import type { RunEvent } from "../../domain/run/events.ts";
import type { StageFailure } from "../../domain/run/failure.ts";
import { blockedStages, readyBatches, type StageState } from "../../domain/run/schedule.ts";
import type { Clock } from "../ports/clock.ts";
import type { SlotGrant, SlotRequest, Slots } from "../ports/executor.ts";

/** A batch of stages at work. */
export interface RunningBatch {
  /** How each stage ended, by fingerprint; missing ones were not reached. */
  readonly outcomes: Promise<ReadonlyMap<string, StageOutcome>>;
  stop(options: { readonly immediately: boolean }): Promise<void>;
}

/** How one stage ended. */
export type StageOutcome =
  | { readonly kind: "done"; readonly durationMs: number }
  | { readonly kind: "failed"; readonly failure: StageFailure };

/** What executing a plan needs: nothing here knows of processes, files or SQL. */
export interface ExecutePlanDeps {
  readonly slots: Slots;
  readonly clock: Clock;
  startBatch(batch: readonly Stage[], grant: SlotGrant): Promise<RunningBatch>;
  requestFor(stage: Stage): SlotRequest;
  readonly emit: (event: RunEvent) => void;
}

/** Someone may ask us to stop: the first time politely, the second time at once. */
export interface StopSignal {
  readonly stopping: "no" | "graceful" | "now";
  onStop(listener: (how: "graceful" | "now") => void): void;
}

/**
 * Executes all stages that are not done, as many side by side as the slots allow.
 * After a failure nothing new starts, unless `keepGoing`; what runs is let finish. Resolves to each stage's state.
 */
export async function executePlan(
  plan: Plan,
  {
    done,
    keepGoing,
    stop,
  }: { readonly done: ReadonlySet<string>; readonly keepGoing: boolean; readonly stop: StopSignal },
  deps: ExecutePlanDeps,
): Promise<ReadonlyMap<string, StageState>> {
  const states = new Map<string, StageState>(
    plan.stages.map((stage) => [stage.fingerprint, done.has(stage.fingerprint) ? "done" : "pending"]),
  );
  const running = new Map<RunningBatch, Promise<void>>();
  let failed = false;
  const halted = (): boolean => stop.stopping !== "no" || (failed && !keepGoing);

  const finish = (stage: Stage, outcome: StageOutcome | undefined): void => {
    const { fingerprint } = stage;
    const of = { stage: stage.id, run: stage.runs[0] ?? "", fingerprint };
    if (outcome?.kind === "done") {
      states.set(fingerprint, "done");
      deps.emit({ event: "stage-done", ...of, durationMs: outcome.durationMs, adopted: false });
      return;
    }
    const failure: StageFailure = outcome?.failure ?? { reason: "cancelled" };
    states.set(fingerprint, failure.reason === "cancelled" ? "cancelled" : "failed");
    failed ||= failure.reason !== "cancelled";
    deps.emit({ event: "stage-failed", ...of, failure });
    skipBlocked(plan, states, deps.emit);
  };

  stop.onStop((how) => {
    for (const batch of running.keys()) void batch.stop({ immediately: how === "now" });
  });

  for (;;) {
    const [best] = halted() ? [] : readyBatches(plan, states);
    const [first] = best ?? [];
    if (first === undefined) {
      if (running.size === 0) break;
      await Promise.race(running.values());
      continue;
    }
    const grant = await acquireOrWait(deps, first, stop);
    // While we waited, something better may have become ready, or we were asked to stop.
    const again = halted()
      ? undefined
      : readyBatches(plan, states).find((batch) => sameRequest(deps, batch, first));
    if (grant === null || again === undefined) {
      grant?.release();
      if (running.size > 0) await Promise.race(running.values());
      continue;
    }
    for (const stage of again) states.set(stage.fingerprint, "running");
    const batch = await deps.startBatch(again, grant);
    if (stop.stopping !== "no") void batch.stop({ immediately: stop.stopping === "now" });
    const ended = batch.outcomes
      .then((outcomes) => {
        for (const stage of again) finish(stage, outcomes.get(stage.fingerprint));
      })
      .finally(() => {
        grant.release();
        running.delete(batch);
      });
    running.set(batch, ended);
  }
  return states;
}

/** A grant, or null once we are asked to stop while waiting. */
async function acquireOrWait(
  deps: ExecutePlanDeps,
  stage: Stage,
  stop: StopSignal,
): Promise<SlotGrant | null> {
  const granted = deps.slots.acquire(deps.requestFor(stage));
  const stopped = new Promise<null>((resolve) => {
    stop.onStop(() => {
      resolve(null);
    });
  });
  const first = await Promise.race([granted, stopped]);
  if (first === null)
    void granted.then((grant) => {
      grant.release();
    });
  return first;
}

function sameRequest(deps: ExecutePlanDeps, batch: readonly Stage[], like: Stage): boolean {
  const [first] = batch;
  return (
    first !== undefined && JSON.stringify(deps.requestFor(first)) === JSON.stringify(deps.requestFor(like))
  );
}

function skipBlocked(plan: Plan, states: Map<string, StageState>, emit: (event: RunEvent) => void): void {
  for (let blocked = blockedStages(plan, states); blocked.length > 0; blocked = blockedStages(plan, states)) {
    for (const { stage, by } of blocked) {
      states.set(stage.fingerprint, "skipped");
      const of = { stage: stage.id, run: stage.runs[0] ?? "", fingerprint: stage.fingerprint };
      emit({
        event: "stage-failed",
        ...of,
        failure: { reason: "dependency", stage: `${by.runs[0] ?? ""} ${by.id}` },
      });
    }
  }
}
