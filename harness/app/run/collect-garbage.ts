import type { Store } from "../ports/store.ts";

/** One folder of the cache, by name: a fingerprint, or a fingerprint with `.partial`. */
export interface CachedFolder {
  readonly name: string;
  readonly folder: string;
  readonly bytes: number;
}

/** What may go, and why. */
export interface Garbage extends CachedFolder {
  readonly why: "unused" | "stale-partial" | "checkpoint";
}

/** How much is kept: every checkpoint of a run, or only what explains the scores. */
export type Keep = "checkpoints" | "scores";

/**
 * What can be freed: outputs that no run refers to, resumable state of stages that are done, and, where only scores
 * are kept, the checkpoints of runs that are done. Scores, questions, audits and logs always stay; a checkpoint that
 * a later benchmark needs is trained again.
 */
export function findGarbage(store: Store, cached: readonly CachedFolder[], keep: Keep): readonly Garbage[] {
  const runs = store.runs({ archived: true });
  const stages = new Map(runs.flatMap((run) => run.stages).map((stage) => [stage.fingerprint, stage]));
  const done = store.doneStages([...stages.keys()]);
  const unfinished = new Set(
    runs
      .filter((run) => !run.stages.every((stage) => done.has(stage.fingerprint)))
      .flatMap((run) => run.stages.map((stage) => stage.fingerprint)),
  );
  const present = new Set(cached.map(({ name }) => name));
  return cached.flatMap((folder): readonly Garbage[] => {
    const fingerprint = folder.name.replace(/\.partial$/, "");
    const stage = stages.get(fingerprint);
    if (folder.name.endsWith(".partial")) {
      // Without its output, a stage that was done is on its way to be done again.
      return stage === undefined || (done.has(fingerprint) && present.has(fingerprint))
        ? [{ ...folder, why: "stale-partial" }]
        : [];
    }
    if (stage === undefined) return [{ ...folder, why: "unused" }];
    const isSpare = keep === "scores" && stage.kind === "train" && !unfinished.has(fingerprint);
    return isSpare ? [{ ...folder, why: "checkpoint" }] : [];
  });
}
