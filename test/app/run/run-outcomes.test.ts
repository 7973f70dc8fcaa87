import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outcomesOf, scoreLines } from "../../../harness/app/run/run-outcomes.ts";
import type { EvaluationRecord, ScoreRow } from "../../../harness/app/ports/store.ts";
import type { StageState } from "../../../harness/domain/run/schedule.ts";
import { fakeStage, planOf } from "../../fixtures/plan.ts";
import { RunFolder } from "../../fixtures/run-folder.ts";

const train = fakeStage("train", { kind: "train" });
const score = fakeStage("score", { kind: "evaluate", needs: [train], of: train });
const plan = planOf([train, score]);

let here: RunFolder;
beforeEach(() => {
  here = new RunFolder();
});
afterEach(() => {
  here.close();
});

const statusWith = (ofTrain: StageState, ofScore: StageState): string | undefined => {
  const states = new Map([
    [train.fingerprint, ofTrain],
    [score.fingerprint, ofScore],
  ] as const);
  return outcomesOf(plan, states, here.store)[0]?.status;
};

describe("how a run ended", () => {
  it.each([
    ["done", "done", "done"],
    ["failed", "skipped", "failed"],
    ["done", "failed", "failed"],
    ["cancelled", "skipped", "cancelled"],
    ["skipped", "skipped", "skipped"],
    ["done", "pending", "partial"],
  ] as const)(
    "with a training that is %s and an evaluation that is %s is: %s",
    (ofTrain, ofScore, status) => {
      expect(statusWith(ofTrain, ofScore)).toBe(status);
    },
  );

  it("says whose it is, without scores where none are stored", () => {
    const [outcome] = outcomesOf(plan, new Map(), here.store);
    expect(outcome).toEqual({ run: "full@demo#1", strategy: "full", seed: 1, status: "partial", scores: [] });
  });
});

const row = (normalisation: string, average: string, value: number): ScoreRow => ({
  normalisation,
  average,
  n: average === "micro" ? 8 : 4,
  value,
  low: value - 0.1,
  high: value + 0.1,
  seKind: "wilson",
  chance: 0.25,
});

const evaluation = (scores: readonly ScoreRow[]): EvaluationRecord => ({
  ...{
    id: 1,
    fingerprint: "f",
    benchmark: "law",
    protocol: "official",
    mode: "logit",
    shots: 5,
    split: "val",
    n: 8,
  },
  ...{
    protocolHash: "p",
    dataHash: "d",
    modelHash: "m",
    strategyHash: null,
    codeVersion: "0.1.0",
    libraries: {},
  },
  recordedAt: "2026-01-02T03:04:05.000Z",
  scores,
});

describe("the lines of an evaluation", () => {
  it("are one per normalisation, with micro, macro and groups and their intervals, but without subjects", () => {
    const stored = evaluation([
      ...[row("raw", "micro", 0.5), row("raw", "macro", 0.6), row("raw", "group:stem", 0.7)],
      ...[row("raw", "subject:law", 0.8), row("bytes", "micro", 0.4), row("bytes", "macro", 0.3)],
    ]);
    const [raw, bytes, ...more] = scoreLines(stored);
    expect(more).toEqual([]);
    expect(raw).toMatchObject({
      benchmark: "law",
      shots: 5,
      normalisation: "raw",
      n: 8,
      micro: 0.5,
      macro: 0.6,
    });
    expect(raw?.micro_ci).toEqual([0.4, 0.6]);
    expect(raw?.groups).toEqual({ stem: { n: 4, score: 0.7, ci: [0.7 - 0.1, 0.7 + 0.1] } });
    expect(bytes).toMatchObject({ normalisation: "bytes", micro: 0.4, groups: {}, chance: 0.25 });
  });

  it("leave out a normalisation that has no micro average", () => {
    expect(scoreLines(evaluation([row("raw", "macro", 0.5)]))).toEqual([]);
  });
});
