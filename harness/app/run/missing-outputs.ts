import type { Plan, Stage } from "../../domain/plan/stage.ts";
import type { StateFolder } from "../ports/state-folder.ts";

/**
 * Takes back what is done but whose output a stage still to do needs and nobody can find any more
 * (freed by `harness gc`, or deleted by hand): it is done again. A checkpoint that nothing asks for may be gone.
 */
export function withoutMissingOutputs(
  plan: Plan,
  done: ReadonlySet<string>,
  state: Pick<StateFolder, "outputFolder" | "readMarker">,
): ReadonlySet<string> {
  const kept = new Set(done);
  const byFingerprint = new Map<string, Stage>(plan.stages.map((stage) => [stage.fingerprint, stage]));
  // Later stages first: a training that must be redone may in turn need the packed corpus.
  for (const stage of [...plan.stages].reverse()) {
    if (kept.has(stage.fingerprint)) continue;
    for (const need of stage.needs) {
      const needed = byFingerprint.get(need);
      const isRead = needed?.work.kind === "train" || needed?.work.kind === "pack";
      if (isRead && kept.has(need) && state.readMarker(state.outputFolder(need), need) === null)
        kept.delete(need);
    }
  }
  return kept;
}
