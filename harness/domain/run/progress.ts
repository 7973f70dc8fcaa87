import type { Plan, Stage } from "../plan/stage.ts";
import type { StageStates } from "./schedule.ts";

/** What was observed so far in this execution. */
export interface Observed {
  /** Durations of stages that ended, by kind. */
  readonly durationsMs: ReadonlyMap<Stage["work"]["kind"], readonly number[]>;
  /** Of running stages: how long they have run and which share is done (0..1). */
  readonly running: ReadonlyMap<string, { readonly elapsedMs: number; readonly share: number }>;
  readonly parallel: number; // how many stages run side by side
}

/**
 * The time left, from what was seen in this execution, else from the plan's estimates; null until anything is known.
 * Work is assumed to spread evenly over the slots, and no shorter than its longest chain.
 */
export function remainingMs(plan: Plan, states: StageStates, observed: Observed): number | null {
  let total = 0;
  let longest = 0;
  for (const stage of plan.stages) {
    const left = stageRemainingMs(stage, states, observed);
    if (left === null) return null;
    total += left;
    longest = Math.max(longest, left);
  }
  return Math.max(longest, total / Math.max(1, observed.parallel));
}

function stageRemainingMs(stage: Stage, states: StageStates, observed: Observed): number | null {
  const state = states.get(stage.fingerprint);
  if (state !== "pending" && state !== "running") return 0;
  const expected = expectedMs(stage, observed);
  const now = observed.running.get(stage.fingerprint);
  if (!now) return expected;
  // Once a tenth is done, the stage itself is the best witness of its own speed.
  if (now.share > 0.1) return (now.elapsedMs / now.share) * (1 - now.share);
  return expected === null ? null : Math.max(0, expected - now.elapsedMs);
}

function expectedMs(stage: Stage, observed: Observed): number | null {
  const seen = observed.durationsMs.get(stage.work.kind) ?? [];
  if (seen.length === 0) return stage.estimate.durationMs;
  const recent = seen.slice(-8);
  return recent.reduce((sum, ms) => sum + ms, 0) / recent.length;
}
