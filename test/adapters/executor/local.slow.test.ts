import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  isRunning,
  Lab,
  PYTHON,
  type Started,
  until,
  WORKER,
  WORKER_FOLDER,
  workersIn,
} from "../../fixtures/executor/lab.ts";
import { ended, firstWord, runCode } from "../../fixtures/executor/run-code.ts";

/** The contract with torchrun (references/training.md, section 2), on the real one. */
const labs: Lab[] = [];
const lab = (options?: ConstructorParameters<typeof Lab>[0]): Lab => {
  const made = new Lab(options);
  labs.push(made);
  return made;
};
afterEach(async () => {
  await Promise.all(labs.splice(0).map((one) => one.close()));
});

const torchrun = (processes: number) => ({ launcher: "torchrun", processes }) as const;
const pidsOf = (started: Started): readonly number[] => [
  started.running.pid,
  ...started
    .notes()
    .flatMap(({ pid, grandchild }) => [pid, ...(grandchild === undefined ? [] : [grandchild])]),
];
const LIMIT_MS = 90_000;

describe("torchrun", { timeout: LIMIT_MS }, () => {
  it("starts as many workers as asked, side by side with another launch, whatever PET_ variables say", async () => {
    const here = lab({
      environment: { ...process.env, PET_NPROC_PER_NODE: "3", MASTER_PORT: "29500", RANK: "7" },
    });
    const both = await Promise.all([
      here.start({ do: "finish" }, torchrun(2)),
      here.start({ do: "finish" }, torchrun(1)),
    ]);
    const outcomes = await Promise.all(both.map(({ running }) => running.outcome));
    expect(outcomes).toEqual([{ kind: "exited" }, { kind: "exited" }]);
    const ranks = both.map((one) =>
      one
        .notes()
        .map(({ rank }) => rank)
        .sort(),
    );
    expect(ranks).toEqual([["0", "1"], ["0"]]);
  });

  it("tells what the first failing worker raised, and which log to read", async () => {
    const task = { do: "raise", type: "ValueError", message: "the corpus is empty", rank: 1 };
    const started = await lab().start(task, torchrun(2));
    expect(await started.running.outcome).toMatchObject({
      kind: "failed",
      failure: { reason: "worker-error", message: "ValueError: the corpus is empty" },
    });
    expect(pidsOf(started).filter(isRunning)).toEqual([]);
  });

  it("tells that a worker was killed", async () => {
    const started = await lab().start({ do: "die", signal: "SIGKILL" }, torchrun(1));
    expect(await started.running.outcome).toMatchObject({ failure: { reason: "killed", signal: "SIGKILL" } });
  });

  it("tells what a worker that left by itself has written", async () => {
    const started = await lab().start({ do: "exit", code: 3, say: "no such corpus" }, torchrun(1));
    const outcome = await started.running.outcome;
    expect(outcome).toMatchObject({ failure: { reason: "worker-error", message: "no such corpus" } });
    expect(JSON.stringify(outcome)).toContain(join("attempt_0", "0", "stderr.log"));
  });

  it("leaves no grandchild behind that went to a session of its own", async () => {
    const started = await lab().start({ do: "grandchild", stubborn: true }, torchrun(2));
    expect(await started.running.outcome).toEqual({ kind: "exited" });
    const grandchildren = started.notes().filter(({ grandchild }) => grandchild !== undefined);
    expect(grandchildren).toHaveLength(2);
    expect(pidsOf(started).filter(isRunning)).toEqual([]);
  });
});

describe("stop", { timeout: LIMIT_MS }, () => {
  it("reaches every worker through torchrun", async () => {
    const started = await lab({ graceMs: 45_000 }).start({ do: "wait" }, torchrun(2));
    await started.atWork(2);
    await started.running.stop({ immediately: false });
    expect(await started.running.outcome).toEqual({ kind: "failed", failure: { reason: "cancelled" } });
    expect(pidsOf(started).filter(isRunning)).toEqual([]);
  });

  it("lets torchrun end workers that ignore SIGTERM, which takes it 30 s of our 45", async () => {
    const started = await lab({ graceMs: 45_000 }).start({ do: "ignore-term" }, torchrun(1));
    await started.atWork();
    const before = performance.now();
    await started.running.stop({ immediately: false });
    expect(performance.now() - before).toBeLessThan(44_000);
    expect(pidsOf(started).filter(isRunning)).toEqual([]);
  });

  it("ends them itself when the grace is over: torchrun's death alone would leave them at work", async () => {
    const started = await lab({ graceMs: 500 }).start({ do: "ignore-term" }, torchrun(2));
    await started.atWork(2);
    await started.running.stop({ immediately: false });
    expect(await started.running.outcome).toEqual({ kind: "failed", failure: { reason: "cancelled" } });
    expect(pidsOf(started).filter(isRunning)).toEqual([]);
  });
});

it("a harness that is killed takes its workers along", { timeout: LIMIT_MS }, async () => {
  const here = lab();
  const spec = join(here.folder, "spec.json");
  const events = join(here.folder, "events.jsonl");
  const code = `
    import { writeFileSync } from "node:fs";
    writeFileSync(${JSON.stringify(spec)}, JSON.stringify({ do: "wait", events: ${JSON.stringify(events)} }));
    const executor = it.localExecutor({
      python: ${JSON.stringify(PYTHON)}, workerFolder: ${JSON.stringify(WORKER_FOLDER)},
      stateFolder: ${JSON.stringify(here.folder)}, environment: process.env,
    });
    const { pid } = await executor.start({
      id: "killed", launcher: "torchrun", script: ${JSON.stringify(WORKER)}, spec: ${JSON.stringify(spec)},
      events: ${JSON.stringify(events)}, directory: ${JSON.stringify(here.folder)},
      processes: 2, threadsPerProcess: 1, gpus: [], stallTimeoutMs: 0,
    });
    console.log(pid);`;
  const harness = runCode("harness/adapters/executor/local.ts", code);
  const launcher = Number(await firstWord(harness));
  const workers = await workersIn(events, 2);
  harness.kill("SIGKILL");
  await ended(harness);
  const pids = [launcher, ...workers.map(({ pid }) => pid)];
  await until(() => !pids.some(isRunning), "torchrun and its workers to end");
  expect(await here.executor.sweepLeftovers()).toBe(0);
});
