import { err, ok, type Result } from "../../domain/result.ts";
import { findRuns } from "../inspect/find-run.ts";
import type { RunRecord, Store } from "../ports/store.ts";
import { problem, refuseInput, type Refusal } from "../refusal.ts";

/**
 * The runs that a report is of: the named ones, else all of a profile; without a profile, of the one planned last.
 * A report is of one profile, because runs compare only under one model, corpus and budget.
 */
export function selectRuns(
  store: Store,
  wanted: { readonly names: readonly string[]; readonly profile: string | undefined },
): Result<readonly RunRecord[], Refusal> {
  if (wanted.names.length > 0) {
    const found = wanted.names.map((name) => findRuns(store, name));
    const problems = found.flatMap((result) => (result.ok ? [] : result.error.problems));
    if (problems.length > 0) return err(refuseInput(problems));
    const runs = found.flatMap((result) => (result.ok ? result.value : []));
    return ok([...new Map(runs.map((run) => [run.name, run])).values()]);
  }
  const all = store.runs();
  const planned = all.filter((run) => run.origin === "planned"); // a model that was only scored starts no report
  const last = (planned.length > 0 ? planned : all).reduce<RunRecord | undefined>(
    (best, run) => (best === undefined || run.plannedAt > best.plannedAt ? run : best),
    undefined,
  );
  const profile = wanted.profile ?? last?.profile;
  const runs = all.filter((run) => run.profile === profile);
  if (runs.length > 0) return ok(runs);
  const known = [...new Set(all.map((run) => run.profile))].join(", ");
  const hint =
    known === "" ? "run strategies first: harness run strategies/*.yaml" : `there are runs of ${known}`;
  const what = profile === undefined ? "no run is stored" : `no run of profile "${profile}" is stored`;
  return err(refuseInput([problem("empty-report", what, hint)]));
}
