import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { trackProgress } from "../../../harness/app/run/track-progress.ts";
import type { Stage } from "../../../harness/domain/plan/stage.ts";
import type { RunEvent } from "../../../harness/domain/run/events.ts";
import type { StageFailure } from "../../../harness/domain/run/failure.ts";
import { fakeStage, planOf } from "../../fixtures/plan.ts";

const first = fakeStage("first", { kind: "train" });
const second = fakeStage("second", { kind: "train" });
const score = fakeStage("score", { kind: "evaluate", needs: [first], of: first });
const plan = planOf([first, second, score]);

const of = (stage: Stage) => ({ stage: stage.id, run: "full@demo#1", fingerprint: stage.fingerprint });
const started = (stage: Stage): RunEvent => ({
  event: "stage-started",
  attempt: 1,
  folder: "",
  ...of(stage),
});
const progress = (stage: Stage, done: number): RunEvent => ({
  event: "stage-progress",
  done,
  total: 10,
  unit: "step",
  ...of(stage),
});
const finished = (stage: Stage, durationMs: number, adopted = false): RunEvent => ({
  event: "stage-done",
  durationMs,
  adopted,
  ...of(stage),
});
const ended = (stage: Stage, failure: StageFailure): RunEvent => ({
  event: "stage-failed",
  failure,
  ...of(stage),
});

let nowMs = 0;
const pulses: RunEvent[] = [];
const track = (done: readonly Stage[] = []) =>
  trackProgress(plan, new Set(done.map(({ fingerprint }) => fingerprint)), {
    clock: { nowMs: () => nowMs },
    parallel: 1,
    emit: (event) => void pulses.push(event),
  });

beforeEach(() => {
  vi.useFakeTimers();
  nowMs = 0;
  pulses.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

describe("progress", () => {
  it("is told at once, then once a second, until the end", () => {
    const tracker = track([first]);
    tracker.start();
    expect(pulses).toEqual([
      { event: "pulse", done: 1, total: 3, failed: 0, elapsedMs: 0, remainingMs: null },
    ]);
    nowMs = 2000;
    vi.advanceTimersByTime(2000);
    expect(pulses).toHaveLength(3);
    tracker.end();
    vi.advanceTimersByTime(5000);
    expect(pulses).toHaveLength(3);
  });

  it("knows how far each running stage is, and how long those of its kind took", () => {
    const tracker = track();
    tracker.observe(started(first));
    nowMs = 4000;
    tracker.observe(progress(first, 5));
    expect(tracker.observed().running.get(first.fingerprint)).toEqual({ elapsedMs: 4000, share: 0.5 });
    tracker.observe(finished(first, 8000));
    expect(tracker.observed().running.size).toBe(0);
    expect(tracker.observed().durationsMs.get("train")).toEqual([8000]);
  });

  it("learns no duration from what was found complete", () => {
    const tracker = track();
    tracker.observe(finished(first, 0, true));
    expect(tracker.states().get(first.fingerprint)).toBe("done");
    expect(tracker.observed().durationsMs.size).toBe(0);
  });

  it("counts as failed what went wrong, not what was stopped or never reached", () => {
    const tracker = track();
    tracker.observe(ended(first, { reason: "killed", signal: "SIGKILL", log: "log" }));
    tracker.observe(ended(score, { reason: "dependency", stage: "first" }));
    tracker.observe(ended(second, { reason: "cancelled" }));
    expect([first, score, second].map(({ fingerprint }) => tracker.states().get(fingerprint))).toEqual([
      "failed",
      "skipped",
      "cancelled",
    ]);
    tracker.start();
    tracker.end();
    expect(pulses.at(-1)).toMatchObject({ failed: 1, done: 0 });
  });
});
