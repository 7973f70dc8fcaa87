import type { Plan, Stage } from "../domain/plan/stage.ts";

/**
 * Stage ids as people read them: an evaluation is named by its benchmark, and by what tells it from another one of
 * the same benchmark, e.g. "evaluate/ceval/val/official/logit/5-shot" is "evaluate ceval 5-shot" beside a 0-shot one.
 */
export function shortStageIds(ids: readonly string[]): ReadonlyMap<string, string> {
  const unique = [...new Set(ids)];
  const evaluations = unique.map((id) => id.split("/")).filter(([kind]) => kind === "evaluate");
  return new Map(unique.map((id) => [id, shortOf(id, evaluations)]));
}

function shortOf(id: string, evaluations: readonly (readonly string[])[]): string {
  const [kind, benchmark, ...parts] = id.split("/");
  if (kind !== "evaluate" || benchmark === undefined) return id;
  const others = evaluations.filter((other) => other[1] === benchmark);
  const telling = parts.filter((part, i) => others.some((other) => other[i + 2] !== part));
  return [kind, benchmark, ...telling].join(" ");
}

/** What the progress lines call a stage: whose it is, and the short id, e.g. "full@tiny-world#1 train". */
export function stageNames(plan: Plan): (fingerprint: string) => string {
  const short = shortStageIds(plan.stages.map((stage) => stage.id));
  const strategies = new Map(plan.runs.map(({ run, strategy }) => [run, strategy]));
  const names = new Map<string, string>(
    plan.stages.map((stage) => [
      stage.fingerprint,
      nameOf(stage, short.get(stage.id) ?? stage.id, strategies),
    ]),
  );
  return (fingerprint) => names.get(fingerprint) ?? fingerprint.slice(0, 8);
}

function nameOf({ runs }: Stage, id: string, strategies: ReadonlyMap<string, string>): string {
  const [first = ""] = runs;
  if (runs.length === 1) return `${first} ${id}`;
  const owners = new Set(runs.map((run) => strategies.get(run)));
  // Seeds make no difference to a model that is not trained.
  if (owners.size === 1) return `${first.replace(/#[^#]*$/, "")} ${id} (${runs.length} seeds)`;
  return runs.length > 3 ? `${id} (for ${runs.length} runs)` : `${first} ${id} (for ${runs.length} runs)`;
}
