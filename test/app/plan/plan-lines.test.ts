import { describe, expect, it } from "vitest";
import { planLines } from "../../../harness/app/plan/plan-lines.ts";
import { runRecords } from "../../../harness/app/run/run-records.ts";
import { planOutput } from "../../../harness/domain/contract/outputs/plan.ts";
import { memoryStore, NOW } from "../compare/stored-runs.ts";
import { prepared } from "./prepare.ts";

const BEFORE = await prepared(["shallow.yaml"]);

/** A store in which this plan was recorded, and the stages of these kinds were done. */
function storeAfter(kinds: readonly string[]) {
  const store = memoryStore();
  store.recordRuns(runRecords(BEFORE, "1.2.3"), NOW);
  for (const { fingerprint, inputs, work } of BEFORE.plan.stages) {
    if (!kinds.includes(work.kind)) continue;
    store.completeStage({
      fingerprint,
      kind: work.kind,
      inputs,
      owner: "x",
      doneAt: NOW,
      durationMs: 5,
      summary: {},
    });
  }
  return store;
}

describe("a plan's stages", () => {
  it("are new where nothing was ever run", () => {
    const lines = planLines(BEFORE.plan, null);
    expect(lines.map(({ id, status, because }) => [id, status, because])).toEqual(
      ["pack", "train", "audit", "evaluate/acquisition/test/plain/cloze/0-shot"].map((id) => [
        id,
        "miss",
        ["new: never planned before"],
      ]),
    );
    planOutput.shape.stages.parse(JSON.parse(JSON.stringify(lines)));
  });

  it("are hits where they are done, and say so where they were planned only", () => {
    const lines = planLines(BEFORE.plan, storeAfter(["pack", "train"]));
    expect(lines.map(({ status, because }) => [status, because])).toEqual([
      ["hit", []],
      ["hit", []],
      ["miss", ["planned before, not done yet"]],
      ["miss", ["planned before, not done yet"]],
    ]);
  });

  it("name the input that changed, and for what follows the stage that did", async () => {
    const now = await prepared(["shallow.yaml"], { request: { set: ["budget.lr=2e-3"] } });
    const lines = planLines(now.plan, storeAfter(["pack", "train", "audit", "evaluate"]));
    const [pack, train, audit, evaluate] = lines;
    expect(pack?.status).toBe("hit");
    expect(train?.because).toEqual(["budget.lr: 0.001 -> 0.002"]);
    expect(audit?.because[0]).toMatch(/^end: \w{8} -> \w{8} \(train changed\)$/);
    expect(evaluate?.because[0]).toMatch(/^checkpoint: \w{8} -> \w{8} \(train changed\)$/);
  });
});
