import type { Diagnostic } from "../../../harness/domain/diagnostic/diagnostic.ts";
import { renderDiagnostics } from "../../../harness/domain/diagnostic/render.ts";
import type { ModelShape } from "../../../harness/domain/model/shape.ts";
import { err, ok } from "../../../harness/domain/result.ts";
import { loadStrategies } from "../../../harness/domain/strategy/load.ts";
import { resolveStrategy, type ResolvedStrategy } from "../../../harness/domain/strategy/resolve.ts";
import type { Strategy } from "../../../harness/domain/strategy/strategy.ts";

/** Files by name: those of the first argument are loaded, those of the second can only be extended. */
type Files = Readonly<Record<string, string>>;

/** Loads strategy files that exist only here. */
export function load(files: Files, others: Files = {}) {
  const all = { ...others, ...files };
  const sources = Object.entries(files).map(([file, text]) => ({ file, text }));
  return loadStrategies(sources, (from, path) => {
    const file = [...from.split("/").slice(0, -1), path].join("/");
    const text = all[file];
    return text === undefined ? err("no such file") : ok({ file, text });
  });
}

/** The problems of these files, as a person sees them. */
export function complaint(files: Files, others: Files = {}): string {
  const loaded = load(files, others);
  if (loaded.ok) throw new Error("these files should not be loaded");
  return render(loaded.error, { ...others, ...files });
}

/** All strategies of these files. */
export function strategies(files: Files, others: Files = {}): readonly Strategy[] {
  const loaded = load(files, others);
  if (!loaded.ok) throw new Error(render(loaded.error, { ...others, ...files }));
  return loaded.value;
}

/** A file that is complete but for what is asked here. */
export const file = (body: string): string => `strategy: 1\ntitle: { en: Example, zh: 例子 }\n${body}`;

/** The one strategy that this body makes, on a model. */
export function resolved(body: string, shape: ModelShape): ResolvedStrategy {
  const result = resolve(body, shape);
  if (!result.ok) throw new Error(render(result.error, { "a.yaml": file(body) }));
  return result.value;
}

/** What is wrong with the one strategy that this body makes, on a model. */
export function refusal(body: string, shape: ModelShape): string {
  const result = resolve(body, shape);
  if (result.ok) throw new Error("this strategy should not fit the model");
  return render(result.error, { "a.yaml": file(body) });
}

function resolve(body: string, shape: ModelShape) {
  const [strategy] = strategies({ "a.yaml": file(body) });
  if (!strategy) throw new Error("the file makes no strategy");
  return resolveStrategy(strategy, shape);
}

const render = (list: readonly Diagnostic[], files: Files): string =>
  renderDiagnostics(list, { sources: new Map(Object.entries(files)), color: false });
