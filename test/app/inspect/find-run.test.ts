import { describe, expect, it } from "vitest";
import { findRun, findRuns } from "../../../harness/app/inspect/find-run.ts";
import type { Result } from "../../../harness/domain/result.ts";
import type { Refusal } from "../../../harness/app/refusal.ts";
import { memoryStore, storeRuns } from "../compare/stored-runs.ts";

const isRight = (): boolean => true;
const store = memoryStore();
storeRuns(store, [
  { strategy: "full", seed: 1, isRight },
  { strategy: "full", seed: 2, isRight },
  { strategy: "base", seed: 1, isRight },
  { strategy: "base", seed: 1, profile: "other", isRight },
]);

const namesOf = (found: ReturnType<typeof findRuns>) => (found.ok ? found.value.map(({ name }) => name) : []);
const hintOf = <T>(found: Result<T, Refusal>) => (found.ok ? undefined : found.error.problems[0]?.hint);

describe("what a name means", () => {
  it("is a run, or all seeds of a strategy", () => {
    expect(namesOf(findRuns(store, "full@demo#2"))).toEqual(["full@demo#2"]);
    expect(namesOf(findRuns(store, "full@demo"))).toEqual(["full@demo#1", "full@demo#2"]);
    expect(namesOf(findRuns(store, "full"))).toEqual(["full@demo#1", "full@demo#2"]);
  });

  it("is asked back where two profiles have the strategy", () => {
    expect(hintOf(findRuns(store, "base"))).toBe("say which: base@demo or base@other");
  });

  it("is the nearest known one, if it is unknown", () => {
    expect(hintOf(findRuns(store, "ful"))).toBe('did you mean "full"?');
    expect(hintOf(findRun(store, "full@demo#3"))).toBe('did you mean "full@demo#1"?');
    expect(hintOf(findRun(store, "zebra"))).toBe("harness status lists all runs");
    expect(hintOf(findRun(memoryStore(), "zebra"))).toContain("nothing has been run yet");
  });
});
