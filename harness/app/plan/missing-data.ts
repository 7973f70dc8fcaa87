import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { EvaluationTarget, Plan } from "../../domain/plan/stage.ts";
import { preparePrompts } from "../data/prepare-prompts.ts";
import type { BenchmarkFiles } from "../ports/benchmark-files.ts";
import type { Store } from "../ports/store.ts";

/**
 * What is wrong with the data that the plan's evaluations need and that are still to do: told before hours of
 * training, not after. A plan in which all is done needs no data.
 */
export async function missingData(
  plan: Plan,
  { store, files }: { readonly store: Store | null; readonly files: BenchmarkFiles },
): Promise<readonly Diagnostic[]> {
  const targets = new Map<string, EvaluationTarget>();
  const evaluations = plan.stages.filter(({ work }) => work.kind === "evaluate");
  const done = store?.doneStages(evaluations.map((stage) => stage.fingerprint));
  for (const { id, fingerprint, work } of evaluations) {
    if (work.kind === "evaluate" && done?.has(fingerprint) !== true) targets.set(id, work.target);
  }
  const problems = new Map<string, Diagnostic>(); // two protocols read the same files
  for (const target of targets.values()) {
    const prompts = await preparePrompts(files, target);
    if (!prompts.ok) for (const problem of prompts.error) problems.set(problem.message, problem);
  }
  return [...problems.values()];
}
