import type { Plan, Stage } from "../plan/stage.ts";

/** Where a stage stands while a plan is executed. */
export type StageState = "pending" | "running" | "done" | "failed" | "skipped" | "cancelled";

/** The state of every stage, by fingerprint. */
export type StageStates = ReadonlyMap<string, StageState>;

/**
 * The stages that can start now, best first, those that one worker process does together in one batch:
 * all evaluations of one checkpoint share a process, because a process start costs as much as the scoring.
 * Audits and evaluations come before new trainings, so that results appear early and nothing piles up.
 */
export function readyBatches(plan: Plan, states: StageStates): readonly (readonly Stage[])[] {
  const ready = plan.stages.filter((stage) => isReady(stage, states));
  const batches = new Map<string, Stage[]>();
  for (const stage of ready) {
    const key = batchKey(stage);
    const batch = batches.get(key);
    if (batch) batch.push(stage);
    else batches.set(key, [stage]);
  }
  return [...batches.values()].sort((a, b) => rank(a) - rank(b));
}

/** Stages that can never start because something that they need failed: to be marked as skipped, with the culprit. */
export function blockedStages(
  plan: Plan,
  states: StageStates,
): readonly { readonly stage: Stage; readonly by: Stage }[] {
  const byFingerprint = new Map<string, Stage>(plan.stages.map((stage) => [stage.fingerprint, stage]));
  const lost = (fingerprint: string): boolean => {
    const state = states.get(fingerprint);
    return state === "failed" || state === "skipped" || state === "cancelled";
  };
  return plan.stages.flatMap((stage) => {
    if (states.get(stage.fingerprint) !== "pending") return [];
    const culprit = stage.needs.find(lost);
    const by = culprit === undefined ? undefined : byFingerprint.get(culprit);
    return by ? [{ stage, by }] : [];
  });
}

const isReady = (stage: Stage, states: StageStates): boolean =>
  states.get(stage.fingerprint) === "pending" && stage.needs.every((need) => states.get(need) === "done");

const batchKey = (stage: Stage): string =>
  stage.work.kind === "evaluate" ? `evaluate ${stage.work.train ?? "start"}` : stage.fingerprint;

const ORDER = { pack: 0, audit: 1, evaluate: 2, train: 3 } as const;
const rank = (batch: readonly Stage[]): number => (batch[0] ? ORDER[batch[0].work.kind] : 0);
