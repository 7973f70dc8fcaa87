import { describe, expect, it } from "vitest";
import { statusOfRun, type StatusDeps } from "../../../harness/app/inspect/run-status.ts";
import type { Store } from "../../../harness/app/ports/store.ts";
import { memoryStore, NOW } from "../compare/stored-runs.ts";

const STARTED_MS = Date.parse(NOW);
const stages = ["pack", "train"].map((kind) => ({
  stageId: kind,
  kind,
  fingerprint: kind.padEnd(64, "0"),
  inputs: {},
}));
const [PACK = "", TRAIN = ""] = stages.map(({ fingerprint }) => fingerprint);

function planned(): Store {
  const store = memoryStore();
  const run = {
    name: "full@demo#1",
    strategy: "full",
    profile: "demo",
    seed: 1,
    origin: "planned",
    facts: {},
    stages,
  } as const;
  store.recordRuns([run], NOW);
  return store;
}

function begin(store: Store, fingerprint: string, stageId: string): number {
  const { id } = store.beginAttempt({ fingerprint, run: "full@demo#1", stageId, startedAt: NOW });
  store.setAttemptFolder(id, `runs/${stageId}`);
  return id;
}

function statusOf(store: Store, changes: Partial<StatusDeps> = {}) {
  const run = store.run("full@demo#1");
  if (run === undefined) throw new Error("no run");
  const status = statusOfRun(run, {
    store,
    nowMs: STARTED_MS + 30_000,
    isWorking: false,
    events: () => [],
    ...changes,
  });
  return { status: status.status, stages: status.stages };
}

describe("where a run stands", () => {
  it("is pending until something of it was tried", () => {
    const { status, stages: told } = statusOf(planned());
    expect(status).toBe("pending");
    expect(told.map((stage) => [stage.stage, stage.status, stage.attempts])).toEqual([
      ["pack", "pending", 0],
      ["train", "pending", 0],
    ]);
  });

  it("is running with progress, last loss and time left while a harness works on it", () => {
    const store = planned();
    begin(store, TRAIN, "train");
    const events = [
      { event: "metric", step: 9, loss: 3.5, lr: 0.001, tokens_per_s: 5, grad_norm: 1, time: 1 },
      { event: "progress", done: 10, total: 40, unit: "step", time: 2 },
    ].map((event) => JSON.stringify(event));
    const { status, stages: told } = statusOf(store, {
      isWorking: true,
      events: () => [...events, "{ broken"],
    });
    expect(status).toBe("running");
    expect(told[1]).toMatchObject({
      status: "running",
      since: NOW,
      eta_ms: 90_000,
      loss: 3.5,
      progress: { done: 10, total: 40 },
    });
  });

  it("is interrupted where an attempt has no end and nobody works", () => {
    const store = planned();
    begin(store, TRAIN, "train");
    expect(statusOf(store).status).toBe("interrupted");
  });

  it("is failed with the reason, until it is done", () => {
    const store = planned();
    const id = begin(store, PACK, "pack");
    const failure = { reason: "disk-full", path: "x" } as const;
    store.endAttempt(id, { endedAt: NOW, outcome: "failed", failure });
    const failed = statusOf(store);
    expect(failed.status).toBe("failed");
    expect(failed.stages[0]).toMatchObject({ failure, folder: "runs/pack" });
    for (const { fingerprint, kind } of stages) {
      store.completeStage({
        fingerprint,
        kind,
        inputs: {},
        owner: "full@demo#1",
        doneAt: NOW,
        durationMs: 1,
        summary: {},
      });
    }
    expect(statusOf(store).status).toBe("done");
  });
});
