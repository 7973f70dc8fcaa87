import { describe, expect, it } from "vitest";
import { conditionKey, storedArm } from "../../../harness/app/compare/stored-arm.ts";
import { memoryStore, storeRuns } from "./stored-runs.ts";

const isRight = (question: number): boolean => question < 10;

describe("a strategy's stored evaluations", () => {
  it("are one run a seed, with every question's result", () => {
    const store = memoryStore();
    storeRuns(
      store,
      [1, 2].map((seed) => ({ strategy: "full", seed, isRight })),
    );
    const arm = storedArm(store, "full", store.runs());
    const [conditions] = arm.conditions;
    if (conditions === undefined) throw new Error("no conditions");
    expect(conditionKey(conditions)).toBe("law/val/official/logit/0/raw");
    const found = arm.armFor(conditions);
    expect(found?.runs.map(({ seed, items }) => [seed, items.length])).toEqual([
      [1, 40],
      [2, 40],
    ]);
    expect(found?.runs[0]?.items[3]).toEqual({
      key: "subject-0/3",
      subject: "subject-0",
      cluster: "subject-0",
      correct: 1,
      chance: 0.25,
    });
    expect(arm.armFor({ ...conditions, shots: 5 })).toBeNull();
  });

  it("that seeds share count once, as of no seed", () => {
    const store = memoryStore();
    storeRuns(store, [{ strategy: "base", seed: 1, isRight }]);
    const [run] = store.runs();
    if (run === undefined) throw new Error("no run");
    const arm = storedArm(store, "base", [run, { ...run, name: "base@demo#2", seed: 2 }]);
    const [conditions] = arm.conditions;
    expect(conditions && arm.armFor(conditions)?.runs.map(({ seed }) => seed)).toEqual([null]);
  });
});
