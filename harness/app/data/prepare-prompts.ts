import type { CardSplit } from "../../domain/benchmark/card.ts";
import { renderPrompts, type RenderedPrompts } from "../../domain/benchmark/prompt.ts";
import { checkSubjects, firstOfEachSubject } from "../../domain/benchmark/select-items.ts";
import { findDemoSplit } from "../../domain/benchmark/split.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { EvaluationTarget } from "../../domain/plan/stage.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { BenchmarkFiles } from "../ports/benchmark-files.ts";
import { loadItems } from "./load-items.ts";

/** The prompts of a target in the data's order, and the questions that its protocol drops; all problems at once. */
export async function preparePrompts(
  files: Pick<BenchmarkFiles, "folderOf" | "readTable">,
  target: EvaluationTarget,
): Promise<Result<RenderedPrompts, readonly Diagnostic[]>> {
  const { card, protocol, split, subjects, limit } = target;
  const unknown = checkSubjects(card, subjects ?? []);
  const demoSplit = findDemoSplit(target);
  if (unknown.length > 0 || !demoSplit.ok) return err([...unknown, ...(demoSplit.ok ? [] : demoSplit.error)]);
  const load = (from: CardSplit) => loadItems(files, { card, split: from, subjects });
  const [items, demos] = await Promise.all([
    load(split),
    demoSplit.value === null ? ok([]) : load(demoSplit.value),
  ]);
  if (!items.ok || !demos.ok)
    return err([...(items.ok ? [] : items.error), ...(demos.ok ? [] : demos.error)]);
  const chosen = limit === null ? items.value : firstOfEachSubject(items.value, limit);
  return renderPrompts({ card, protocol, items: chosen, demos: demos.value });
}
