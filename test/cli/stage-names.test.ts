import { describe, expect, it } from "vitest";
import { shortStageIds, stageNames } from "../../harness/cli/stage-names.ts";
import type { Plan } from "../../harness/domain/plan/stage.ts";
import { fakeStage } from "../fixtures/plan.ts";

describe("short stage ids", () => {
  it("name an evaluation by its benchmark where that says all", () => {
    const ids = [
      "pack",
      "train",
      "evaluate/law/val/official/logit/0-shot",
      "evaluate/art/val/official/logit/0-shot",
    ];
    expect([...shortStageIds(ids).values()]).toEqual(["pack", "train", "evaluate law", "evaluate art"]);
  });

  it("keep what tells two evaluations of a benchmark apart, and nothing else", () => {
    const ids = ["evaluate/law/val/official/logit/0-shot", "evaluate/law/val/official/logit/5-shot"];
    expect([...shortStageIds(ids).values()]).toEqual(["evaluate law 0-shot", "evaluate law 5-shot"]);
    const more = [...ids, "evaluate/law/test/official/logit/5-shot"];
    expect(new Set(shortStageIds(more).values()).size).toBe(3);
  });
});

describe("what progress calls a stage", () => {
  const runs = (...names: readonly string[]) => names;
  const stages = [
    { ...fakeStage("pack", { kind: "pack" }), runs: runs("a@p#1", "a@p#2", "b@p#1", "b@p#2") },
    { ...fakeStage("train", { kind: "train" }), runs: runs("a@p#1") },
    {
      ...fakeStage("evaluate/law/val/plain/cloze/0-shot", { kind: "evaluate" }),
      runs: runs("base@p#1", "base@p#2"),
    },
    { ...fakeStage("audit", { kind: "audit" }), runs: runs("a@p#1", "b@p#1") },
  ];
  const plan: Plan = {
    profile: "p",
    runs: runs("a@p#1", "a@p#2", "b@p#1", "b@p#2", "base@p#1", "base@p#2").map((run) => ({
      run,
      strategy: run.replace(/@.*/, ""),
      seed: 1,
      stages: [],
    })),
    stages,
  };

  it("is whose it is and the short id, with how many share it", () => {
    const nameOf = stageNames(plan);
    expect(stages.map((stage) => nameOf(stage.fingerprint))).toEqual([
      "pack (for 4 runs)",
      "a@p#1 train",
      "base@p evaluate law (2 seeds)",
      "a@p#1 audit (for 2 runs)",
    ]);
  });
});
