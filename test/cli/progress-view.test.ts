import { describe, expect, it } from "vitest";
import type { Io } from "../../harness/cli/io.ts";
import { progressView, type ProgressLook } from "../../harness/cli/progress-view.ts";
import type { RunEvent } from "../../harness/domain/run/events.ts";

const OF = { stage: "train", run: "full@demo#1", fingerprint: "f" };
const STARTED: RunEvent = {
  event: "started",
  stages: 4,
  cached: 1,
  runs: 2,
  resources: "2 cores",
  remainingMs: null,
};
const pulse = (done: number, remainingMs: number | null, failed = 0): RunEvent => ({
  event: "pulse",
  done,
  total: 4,
  failed,
  elapsedMs: 61_000,
  remainingMs,
});

/** What these events print; the clock goes on by 20 seconds an event. */
function shown(events: readonly RunEvent[], changes: Partial<ProgressLook> = {}, columns = 80): string {
  let text = "";
  let nowMs = 0;
  const io: Io = {
    out: () => undefined,
    note: (line) => void (text += `${line}\n`),
    noteRaw: (raw) => void (text += raw),
    isTty: true,
    columns,
    width: columns,
    env: {},
    cwd: "/",
  };
  const view = progressView(io, {
    paint: (_style, words) => words,
    live: false,
    lang: "en",
    nowMs: () => (nowMs += 20_000),
    nameOf: () => "full@demo#1 train",
    ...changes,
  });
  for (const event of events) view.show(event);
  view.end();
  return text;
}

describe("progress in a log", () => {
  it("is a line when something happens, and how the whole stands now and then", () => {
    const events: readonly RunEvent[] = [
      STARTED,
      pulse(1, null),
      { event: "stage-started", ...OF, attempt: 1, folder: "x" },
      { event: "stage-resolved", ...OF, tensors: 44, numel: 443_000, share: 0.494 },
      { event: "stage-metric", ...OF, step: 5, loss: 3.21, tokensPerSecond: 1000 },
      { event: "stage-done", ...OF, durationMs: 4200, adopted: false },
      pulse(3, 200_000, 1),
      pulse(4, 20),
    ];
    expect(shown(events).split("\n")).toEqual([
      "2 runs, 3 stages to do, 1 already done on 2 cores",
      "█████░░░░░░░░░░░░░░░ 1/4 stages · 1 min 01 s · estimating the time left",
      "  full@demo#1 train: trains 44 tensors, 443 k parameters (49.4 %)",
      "✓ full@demo#1 train 4.2 s",
      "███████████████░░░░░ 3/4 stages, 1 failed · 1 min 01 s · about 3 min left",
      "████████████████████ 4/4 stages · 1 min 01 s · almost done",
      "",
    ]);
  });

  it("says in one sentence that there is nothing to do, in the language of the results", () => {
    const idle: readonly RunEvent[] = [{ ...STARTED, cached: 4 }, pulse(4, 0)];
    expect(shown(idle)).toBe("Everything is done already: 2 runs, 4 stages. Nothing was run.\n");
    expect(shown(idle, { lang: "zh" })).toBe("全部已完成：2 个运行，4 个阶段。本次未执行任何操作。\n");
  });

  it("says why a stage failed, and what to do; not again for what waited for it", () => {
    const failed = shown([
      { event: "stage-failed", ...OF, failure: { reason: "disk-full", path: "/state" } },
      { event: "stage-failed", ...OF, failure: { reason: "dependency", stage: "full@demo#1 train" } },
    ]);
    expect(failed).toContain("✗ full@demo#1 train: train found the disk full");
    expect(failed).toContain("    free some space");
    expect(failed.match(/✗/g)).toHaveLength(1);
  });

  it("tells of what was resumed, swept, warned of and stopped", () => {
    const text = shown([
      { event: "swept", processes: 2 },
      { event: "stage-resumed", ...OF, step: 40 },
      { event: "stage-warning", ...OF, message: "a short corpus" },
      { event: "stopping", signal: "SIGINT" },
    ]);
    expect(text).toContain("ended 2 processes that an earlier run had left behind");
    expect(text).toContain("↻ full@demo#1 train goes on from step 40");
    expect(text).toContain("! full@demo#1 train: a short corpus");
    expect(text).toContain("stopping (SIGINT)");
  });
});

describe("progress on a terminal", () => {
  it("is a line for each running stage, redrawn in place and never wider than the terminal", () => {
    const text = shown(
      [
        STARTED,
        { event: "stage-started", ...OF, attempt: 1, folder: "x" },
        pulse(1, 30_000),
        { event: "stage-progress", ...OF, done: 5, total: 10, unit: "step" },
      ],
      { live: true },
      50,
    );
    expect(text).toContain("\u001b[");
    expect(text).toContain("█████░░░░░ full@demo#1 train  step 5/10");
    const widths = text.split("\n").map((line) => line.replace(/\u001b\[\d+[A-Z]/g, "").length);
    expect(Math.max(...widths)).toBeLessThan(50);
  });
});
