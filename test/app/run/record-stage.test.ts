import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordStage } from "../../../harness/app/run/record-stage.ts";
import type { Stage } from "../../../harness/domain/plan/stage.ts";
import { fakeStage } from "../../fixtures/plan.ts";
import { errorOf } from "../../fixtures/read-garden.ts";
import { RunFolder, writeOutput } from "../../fixtures/run-folder.ts";

const audit = fakeStage("audit", { kind: "audit" });
const score = fakeStage("score", { kind: "evaluate" });

let here: RunFolder;
beforeEach(() => {
  here = new RunFolder();
});
afterEach(() => {
  here.close();
});

const record = (stage: Stage) => recordStage({ stage, durationMs: 5, prompts: [] }, here.context);
const isDone = (stage: Stage): boolean => here.store.doneStages([stage.fingerprint]).size === 1;

describe("recording a stage", () => {
  it("refuses an output without a marker", () => {
    expect(errorOf(record(audit))).toMatchObject({ reason: "incomplete-output" });
    expect(isDone(audit)).toBe(false);
  });

  it("takes an audit that found nothing, and fails with what it found otherwise", () => {
    const folder = here.state.outputFolder(audit.fingerprint);
    writeOutput(folder, audit, { "audit.json": JSON.stringify({ ok: false, problems: ["w changed"] }) });
    expect(errorOf(record(audit))).toEqual({ reason: "audit-failed", problems: ["w changed"] });
    expect(isDone(audit)).toBe(false);
    writeOutput(folder, audit, { "audit.json": "{" });
    expect(errorOf(record(audit))).toMatchObject({ reason: "incomplete-output" });
    writeOutput(folder, audit, { "audit.json": JSON.stringify({ ok: true, problems: [] }) });
    expect(record(audit).ok).toBe(true);
    expect(isDone(audit)).toBe(true);
  });

  it("says that answers are damaged instead of falling over them", () => {
    writeOutput(here.state.outputFolder(score.fingerprint), score, {
      "results.jsonl": '{"key": "law/1", "logpr',
    });
    expect(errorOf(record(score))).toMatchObject({
      reason: "incomplete-output",
      detail: "results.jsonl is damaged",
    });
    expect(isDone(score)).toBe(false);
  });
});
