import type { Prompt } from "../../domain/benchmark/prompt.ts";
import type { Plan } from "../../domain/plan/stage.ts";
import type { RunEvent } from "../../domain/run/events.ts";
import type { BenchmarkPrompts } from "../ports/benchmarks.ts";
import { recordStage, type RecordContext } from "./record-stage.ts";

/**
 * Records outputs that are complete on disk but unknown to the store: an earlier process was killed between the
 * two, or the database was lost. Resolves to the fingerprints that are done now, known ones included.
 */
export async function adoptFinished(
  plan: Plan,
  context: RecordContext & { readonly benchmarks: BenchmarkPrompts },
  emit: (event: RunEvent) => void,
): Promise<ReadonlySet<string>> {
  const { store, state } = context;
  const done = new Set(store.doneStages(plan.stages.map((stage) => stage.fingerprint)).keys());
  for (const stage of plan.stages) {
    const { fingerprint, work } = stage;
    if (done.has(fingerprint) || !stage.needs.every((need) => done.has(need))) continue;
    const places = [
      state.outputFolder(fingerprint),
      ...store.attempts(fingerprint).map((attempt) => `${attempt.folder}/output`),
    ];
    const found = places.find((place) => state.readMarker(place, fingerprint) !== null);
    if (found === undefined) continue;
    let prompts: readonly Prompt[] | null = null;
    if (work.kind === "evaluate") {
      const rendered = await context.benchmarks.promptsFor(work.target);
      if (!rendered.ok) continue;
      prompts = rendered.value;
    }
    if (found !== state.outputFolder(fingerprint)) state.publish(found, fingerprint);
    if (!recordStage({ stage, durationMs: 0, prompts }, context).ok) continue;
    done.add(fingerprint);
    emit({
      event: "stage-done",
      stage: stage.id,
      run: stage.runs[0] ?? "",
      fingerprint,
      durationMs: 0,
      adopted: true,
    });
  }
  return done;
}
