import { nearest } from "../../domain/diagnostic/nearest.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { RunRecord, Store } from "../ports/store.ts";
import { problem, refuseInput, type Refusal } from "../refusal.ts";

/** The run of a name; an unknown one is answered with the nearest known. */
export function findRun(store: Store, name: string): Result<RunRecord, Refusal> {
  const run = store.run(name);
  if (run) return ok(run);
  const known = store.runs({ archived: true }).map((candidate) => candidate.name);
  return err(refuseInput([problem("unknown-run", `no run is called "${name}"`, suggestion(name, known))]));
}

/**
 * The runs that a name means: one run, or all seeds of a strategy. `full@demo#1` is a run, `full@demo` and `full`
 * are its strategy under one profile, or under the only profile that has it.
 */
export function findRuns(store: Store, name: string): Result<readonly RunRecord[], Refusal> {
  const exact = store.run(name);
  if (exact) return ok([exact]);
  const all = store.runs();
  const fitting = all.filter((run) => `${run.strategy}@${run.profile}` === name || run.strategy === name);
  const profiles = [...new Set(fitting.map((run) => run.profile))];
  if (profiles.length > 1) {
    const hint = `say which: ${profiles.map((profile) => `${name}@${profile}`).join(" or ")}`;
    return err(
      refuseInput([problem("ambiguous-run", `"${name}" was run under ${profiles.length} profiles`, hint)]),
    );
  }
  if (fitting.length > 0) return ok(fitting);
  const known = [
    ...new Set(all.flatMap((run) => [run.name, `${run.strategy}@${run.profile}`, run.strategy])),
  ];
  return err(
    refuseInput([problem("unknown-run", `no run or strategy is called "${name}"`, suggestion(name, known))]),
  );
}

function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return "nothing has been run yet: start with harness run strategies/*.yaml";
  const near = nearest(name, known);
  return near === undefined ? "harness status lists all runs" : `did you mean "${near}"?`;
}
