import { describe, expect, it } from "vitest";
import type { RunStatusLine, StageStatus } from "../../harness/app/inspect/run-status.ts";
import { formatRuns, formatStages } from "../../harness/cli/print-status.ts";

const NOW = "2026-01-02T03:04:05.000Z";
const look = {
  paint: (_style: string, text: string) => text,
  nowMs: Date.parse(NOW) + 60_000,
  cwd: "/home/me",
};

const stage = (
  name: string,
  status: StageStatus["status"],
  changes: Partial<StageStatus> = {},
): StageStatus => ({
  stage: name,
  kind: name.split("/")[0] ?? "",
  fingerprint: "f",
  status,
  since: status === "pending" ? null : NOW,
  attempts: 1,
  folder: status === "pending" ? null : `/home/me/.harness/runs/full@demo#1/${name}/attempt-1`,
  progress: null,
  loss: null,
  eta_ms: null,
  failure: null,
  ...changes,
});

const run = (status: RunStatusLine["status"], stages: readonly StageStatus[]): RunStatusLine => ({
  run: "full@demo#1",
  strategy: "full",
  profile: "demo",
  seed: 1,
  status,
  stages,
});

const RUNNING = run("running", [
  stage("pack", "done"),
  stage("train", "running", { progress: { done: 40, total: 150, unit: "step" }, loss: 2.31, eta_ms: 20_000 }),
  stage("evaluate/law/val/official/logit/0-shot", "pending"),
]);

describe("where all runs stand", () => {
  it("is a line a run with what runs now and how long it still takes, and a count", () => {
    expect(formatRuns([RUNNING], look).split("\n").slice(2)).toEqual([
      "full@demo#1  running     1/3  train, step 40/150, loss 2.310, about 20 s left, for 60 s",
      "",
      "1 run: 1 running",
    ]);
  });

  it("says how to go on where something did not end well", () => {
    expect(formatRuns([run("interrupted", [stage("train", "interrupted")])], look)).toContain(
      "1 run: 1 interrupted; the same harness run again goes on",
    );
  });

  it("says what to type where nothing was ever run", () => {
    expect(formatRuns([], look)).toBe("no runs yet: harness run strategies/*.yaml");
  });
});

describe("where one run stands", () => {
  it("is a line a stage, with the folder of the logs while it runs", () => {
    expect(formatStages(RUNNING, look)).toBe(
      [
        "full@demo#1",
        "stage         status       when  now",
        "────────────  ───────  ────────  ────────────────────────────────────────",
        "pack          done     60 s ago",
        "train         running  60 s ago  step 40/150, loss 2.310, about 20 s left",
        "evaluate law  pending",
        "  logs: .harness/runs/full@demo#1/train/attempt-1",
      ].join("\n"),
    );
  });

  it("says why a stage failed, what to do, and where the logs are", () => {
    const failed = run("failed", [
      stage("train", "failed", { failure: { reason: "disk-full", path: "/x" } }),
    ]);
    const text = formatStages(failed, look);
    expect(text).toContain("train found the disk full");
    expect(text).toContain("free some space");
    expect(text).toContain("logs: .harness/runs/");
  });

  it("says that what was killed goes on", () => {
    expect(formatStages(run("interrupted", [stage("train", "interrupted")]), look)).toContain(
      "train was interrupted\n  the same harness run again goes on from here",
    );
  });
});
