import { describe, expect, it } from "vitest";
import { remainingMs, type Observed } from "../../../harness/domain/run/progress.ts";
import type { StageState } from "../../../harness/domain/run/schedule.ts";
import { fakeStage, planOf } from "../../fixtures/plan.ts";

const nothing: Observed = { durationsMs: new Map(), running: new Map(), parallel: 1 };
const trains = ["a", "b", "c", "d"].map((id) => fakeStage(id, { kind: "train", durationMs: 1000 }));
const plan = planOf(trains);
const states = (...each: readonly StageState[]): ReadonlyMap<string, StageState> =>
  new Map(trains.map((stage, i) => [stage.fingerprint, each[i] ?? "pending"]));

describe("the time left", () => {
  it("is the plan's estimates spread over the slots until something was measured", () => {
    expect(remainingMs(plan, states(), { ...nothing, parallel: 2 })).toBe(2000);
  });

  it("follows what was measured in this execution", () => {
    const durationsMs = new Map([["train" as const, [3000, 5000]]]);
    expect(remainingMs(plan, states("done", "done"), { ...nothing, durationsMs })).toBe(8000);
  });

  it("believes a stage that has shown a tenth of its work about its own speed", () => {
    const running = new Map([[trains[0]?.fingerprint ?? "", { elapsedMs: 500, share: 0.5 }]]);
    expect(remainingMs(plan, states("running", "done", "done", "done"), { ...nothing, running })).toBe(500);
  });

  it("is unknown while any stage has no estimate", () => {
    expect(
      remainingMs(
        planOf([fakeStage("x", { kind: "pack" })]),
        new Map([[fakeStage("x", { kind: "pack" }).fingerprint, "pending"]]),
        nothing,
      ),
    ).toBeNull();
  });

  it("is never shorter than the longest stage", () => {
    const long = fakeStage("long", { kind: "train", durationMs: 9000 });
    const pending = new Map([[long.fingerprint, "pending" as const]]);
    expect(remainingMs(planOf([long]), pending, { ...nothing, parallel: 8 })).toBe(9000);
  });
});
