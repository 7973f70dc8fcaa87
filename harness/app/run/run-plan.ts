import type { Plan, Stage } from "../../domain/plan/stage.ts";
import type { RunEvent, RunOutcome } from "../../domain/run/events.ts";
import { remainingMs } from "../../domain/run/progress.ts";
import type { SlotRequest, Slots } from "../ports/executor.ts";
import { adoptFinished } from "./adopt-finished.ts";
import { clearLeftovers } from "./clear-leftovers.ts";
import { executePlan, type StopSignal } from "./execute-plan.ts";
import { withoutMissingOutputs } from "./missing-outputs.ts";
import { outcomesOf } from "./run-outcomes.ts";
import { startBatch, type StageRunnerDeps } from "./stage-runner.ts";
import { trackProgress } from "./track-progress.ts";

/** What running a plan needs. */
export interface RunPlanDeps extends StageRunnerDeps {
  readonly slots: Slots;
  readonly parallel: number; // how many stages fit side by side, for the time left
}

/**
 * Does what is not done of a plan, and tells each run's end. The runs must be recorded already.
 * The same plan again goes on where this one stopped.
 */
export async function runPlan(
  plan: Plan,
  options: { readonly keepGoing: boolean; readonly stop: StopSignal },
  deps: RunPlanDeps,
): Promise<readonly RunOutcome[]> {
  const swept = await deps.executor.sweepLeftovers();
  if (swept > 0) deps.emit({ event: "swept", processes: swept });
  const recorded = await adoptFinished(plan, { ...deps.record, benchmarks: deps.benchmarks }, deps.emit);
  clearLeftovers(recorded, deps);
  const done = withoutMissingOutputs(plan, recorded, deps.state);
  const tracker = trackProgress(plan, done, deps);
  const emit = (event: RunEvent): void => {
    deps.emit(event);
    tracker.observe(event);
  };
  deps.emit({
    event: "started",
    stages: plan.stages.length,
    cached: done.size,
    runs: plan.runs.length,
    resources: deps.slots.describe,
    remainingMs: remainingMs(plan, tracker.states(), tracker.observed()),
  });
  tracker.start();
  try {
    const states = await executePlan(
      plan,
      { ...options, done },
      {
        slots: deps.slots,
        clock: deps.clock,
        emit,
        requestFor: (stage) => requestFor(stage, deps),
        startBatch: (batch, grant) => startBatch(batch, grant, { ...deps, emit }),
      },
    );
    const outcomes = outcomesOf(plan, states, deps.store);
    deps.emit({ event: "done", runs: outcomes });
    return outcomes;
  } finally {
    tracker.end();
  }
}

/** Packing and auditing are one plain process on the CPU; training and evaluation take what the profile says. */
function requestFor(stage: Stage, deps: RunPlanDeps): SlotRequest {
  const light = stage.work.kind === "pack" || stage.work.kind === "audit";
  if (light) return { processes: 1, threadsPerProcess: 1, device: "cpu" };
  const { device, threads } = deps.spec;
  return { processes: deps.processes, threadsPerProcess: threads, device };
}
