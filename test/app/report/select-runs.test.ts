import { describe, expect, it } from "vitest";
import { selectRuns } from "../../../harness/app/report/select-runs.ts";
import type { Store } from "../../../harness/app/ports/store.ts";
import { memoryStore } from "../compare/stored-runs.ts";

function record(
  store: Store,
  name: string,
  { profile, at, origin = "planned" }: { profile: string; at: string; origin?: "planned" | "evaluated" },
) {
  const stages = [{ stageId: "train", kind: "train", fingerprint: name, inputs: {} }];
  store.recordRuns(
    [{ name, strategy: name.replace(/@.*/, ""), profile, seed: 1, origin, facts: {}, stages }],
    at,
  );
}

function stored(): Store {
  const store = memoryStore();
  record(store, "full@old#1", { profile: "old", at: "2026-01-01" });
  record(store, "full@new#1", { profile: "new", at: "2026-01-02" });
  record(store, "base@new#1", { profile: "new", at: "2026-01-02" });
  record(store, "scored", { profile: "eval", at: "2026-01-03", origin: "evaluated" });
  return store;
}

const select = (names: readonly string[], profile?: string) => {
  const runs = selectRuns(stored(), { names, profile });
  return runs.ok
    ? runs.value.map(({ name }) => name)
    : runs.error.problems.map(({ message, hint }) => `${message}; ${hint ?? ""}`);
};

describe("the runs of a report", () => {
  it("are those of the profile that was planned last; a model that was only scored is none", () => {
    expect(select([])).toEqual(["base@new#1", "full@new#1"]);
  });

  it("are those of a profile, or the named ones, each once", () => {
    expect(select([], "old")).toEqual(["full@old#1"]);
    expect(select(["base", "base@new#1", "scored"])).toEqual(["base@new#1", "scored"]);
  });

  it("are refused where there are none", () => {
    expect(select([], "nope")).toEqual([
      'no run of profile "nope" is stored; there are runs of new, old, eval',
    ]);
    const none = selectRuns(memoryStore(), { names: [], profile: undefined });
    expect(none.ok ? "" : none.error.problems[0]?.message).toBe("no run is stored");
  });
});
