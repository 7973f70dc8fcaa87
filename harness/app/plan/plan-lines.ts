import { describeChanges } from "../../domain/plan/changes.ts";
import type { Plan, Stage } from "../../domain/plan/stage.ts";
import type { Store } from "../ports/store.ts";

/** One stage as `harness plan --json` prints it. */
export interface PlanLine {
  readonly id: string; // of the stage within its run, e.g. "train"
  readonly kind: string;
  readonly run: string; // the first run that wants it
  readonly runs: readonly string[]; // all that share it
  readonly fingerprint: string;
  readonly status: "hit" | "miss";
  readonly because: readonly string[]; // of a miss: which inputs changed, or that it is new
  readonly inputs: Stage["inputs"];
  readonly estimate: {
    readonly flops: number | null;
    readonly memory_bytes: number | null;
    readonly disk_bytes: number | null;
    readonly duration_ms: number | null;
  };
}

/** Every stage of a plan: done already, or to do and why. */
export function planLines(plan: Plan, store: Store | null): readonly PlanLine[] {
  const done = store?.doneStages(plan.stages.map((stage) => stage.fingerprint)) ?? new Map();
  return plan.stages.map((stage) => {
    const { flops, memoryBytes, diskBytes, durationMs } = stage.estimate;
    const isDone = done.has(stage.fingerprint);
    return {
      id: stage.id,
      kind: stage.work.kind,
      run: stage.runs[0] ?? "",
      runs: stage.runs,
      fingerprint: stage.fingerprint,
      status: isDone ? "hit" : "miss",
      because: isDone ? [] : reasons(stage, plan, store),
      inputs: stage.inputs,
      estimate: { flops, memory_bytes: memoryBytes, disk_bytes: diskBytes, duration_ms: durationMs },
    };
  });
}

/** Which inputs changed since the stage was planned last under any of its runs; a stage's own input is named by it. */
function reasons(stage: Stage, plan: Plan, store: Store | null): readonly string[] {
  for (const run of stage.runs) {
    const before = store?.lastPlanned(run, stage.id);
    if (before === undefined) continue;
    if (before.fingerprint === stage.fingerprint) return ["planned before, not done yet"];
    return describeChanges(before.inputs, stage.inputs).map((change) => nameStages(change, plan));
  }
  return ["new: never planned before"];
}

/** `checkpoint: 1a2b3c4d -> 5e6f7a8b` says little; that the training before it changed says it all. */
function nameStages(change: string, plan: Plan): string {
  const hash = /-> ([0-9a-f]{8})$/.exec(change)?.[1];
  const cause = plan.stages.find((stage) => stage.fingerprint.slice(0, 8) === hash);
  return cause === undefined ? change : `${change} (${cause.id} changed)`;
}
