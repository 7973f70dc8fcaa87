import { describe, expect, it } from "vitest";
import {
  executePlan,
  type RunningBatch,
  type StageOutcome,
  type StopSignal,
} from "../../../harness/app/run/execute-plan.ts";
import type { SlotGrant } from "../../../harness/app/ports/executor.ts";
import type { Plan, Stage } from "../../../harness/domain/plan/stage.ts";
import type { RunEvent } from "../../../harness/domain/run/events.ts";
import { fakeStage, planOf } from "../../fixtures/plan.ts";

/** A worker that the test drives: each started batch waits until the test ends it. */
class Driver {
  readonly events: RunEvent[] = [];
  readonly started: string[][] = [];
  readonly stops: string[] = [];
  private readonly open = new Map<string, (outcomes: ReadonlyMap<string, StageOutcome>) => void>();
  private waiting: (() => void)[] = [];
  private free: number;

  constructor(slots: number) {
    this.free = slots;
  }

  readonly deps = {
    clock: { nowMs: () => 0 },
    slots: { describe: "test", acquire: () => this.acquire(), refusal: () => null },
    requestFor: () => ({ processes: 1, threadsPerProcess: 1, device: "cpu" as const }),
    emit: (event: RunEvent) => void this.events.push(event),
    startBatch: (batch: readonly Stage[]): Promise<RunningBatch> => {
      const name = batch.map(({ id }) => id).join("+");
      this.started.push(batch.map(({ id }) => id));
      const outcomes = new Promise<ReadonlyMap<string, StageOutcome>>((resolve) =>
        this.open.set(name, resolve),
      );
      const stop = ({ immediately }: { readonly immediately: boolean }): Promise<void> => {
        this.stops.push(`${name} ${immediately ? "now" : "gracefully"}`);
        this.open.get(name)?.(new Map());
        return Promise.resolve();
      };
      return Promise.resolve({ outcomes, stop });
    },
  };

  /** Ends a started batch; lets the scheduler react before it returns. */
  async end(name: string, outcome: StageOutcome, stages: readonly Stage[]): Promise<void> {
    this.open.get(name)?.(new Map(stages.map((stage) => [stage.fingerprint, outcome])));
    await settled();
  }

  private async acquire(): Promise<SlotGrant> {
    while (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.free -= 1;
    const release = (): void => {
      this.free += 1;
      this.waiting.splice(0).forEach((wake) => {
        wake();
      });
    };
    return { gpus: [], release };
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const DONE: StageOutcome = { kind: "done", durationMs: 1 };
const FAILED: StageOutcome = { kind: "failed", failure: { reason: "killed", signal: "SIGKILL", log: "log" } };

function stopSignal(): StopSignal & { fire(how: "graceful" | "now"): void } {
  const listeners: ((how: "graceful" | "now") => void)[] = [];
  const signal = {
    stopping: "no" as StopSignal["stopping"],
    onStop: (listener: (how: "graceful" | "now") => void) => void listeners.push(listener),
    fire: (how: "graceful" | "now") => {
      signal.stopping = how;
      for (const listener of listeners) listener(how);
    },
  };
  return signal;
}

const pack = fakeStage("pack", { kind: "pack" });
const trainA = fakeStage("trainA", { kind: "train", needs: [pack] });
const trainB = fakeStage("trainB", { kind: "train", needs: [pack] });
const evalA1 = fakeStage("evalA1", { kind: "evaluate", needs: [trainA], of: trainA });
const evalA2 = fakeStage("evalA2", { kind: "evaluate", needs: [trainA], of: trainA });
const evalB = fakeStage("evalB", { kind: "evaluate", needs: [trainB], of: trainB });
const plan: Plan = planOf([pack, trainA, trainB, evalA1, evalA2, evalB]);
const nothing = { done: new Set<string>(), keepGoing: false };

describe("executing a plan", () => {
  it("starts a stage only after what it needs, and evaluates a checkpoint in one batch before new trainings", async () => {
    const driver = new Driver(1);
    const result = executePlan(plan, { ...nothing, stop: stopSignal() }, driver.deps);
    await settled();
    expect(driver.started).toEqual([["pack"]]);
    await driver.end("pack", DONE, [pack]);
    expect(driver.started.at(-1)).toEqual(["trainA"]);
    await driver.end("trainA", DONE, [trainA]);
    expect(driver.started.at(-1)).toEqual(["evalA1", "evalA2"]);
    await driver.end("evalA1+evalA2", DONE, [evalA1, evalA2]);
    await driver.end("trainB", DONE, [trainB]);
    await driver.end("evalB", DONE, [evalB]);
    expect(new Set((await result).values())).toEqual(new Set(["done"]));
  });

  it("fills all slots", async () => {
    const driver = new Driver(2);
    const result = executePlan(
      plan,
      { ...nothing, done: new Set([pack.fingerprint]), stop: stopSignal() },
      driver.deps,
    );
    await settled();
    expect(driver.started).toEqual([["trainA"], ["trainB"]]);
    await driver.end("trainA", FAILED, [trainA]);
    await driver.end("trainB", DONE, [trainB]);
    await result;
  });

  it("starts nothing new after a failure, lets the rest finish, and names what was not reached", async () => {
    const driver = new Driver(2);
    const result = executePlan(
      plan,
      { ...nothing, done: new Set([pack.fingerprint]), stop: stopSignal() },
      driver.deps,
    );
    await settled();
    await driver.end("trainA", FAILED, [trainA]);
    await driver.end("trainB", DONE, [trainB]);
    const states = await result;
    expect(driver.started).toHaveLength(2);
    expect(states.get(trainA.fingerprint)).toBe("failed");
    expect(states.get(evalA1.fingerprint)).toBe("skipped");
    expect(states.get(evalB.fingerprint)).toBe("pending");
  });

  it("goes on with everything else where it is told to keep going", async () => {
    const driver = new Driver(2);
    const done = new Set([pack.fingerprint]);
    const result = executePlan(plan, { done, keepGoing: true, stop: stopSignal() }, driver.deps);
    await settled();
    await driver.end("trainA", FAILED, [trainA]);
    await driver.end("trainB", DONE, [trainB]);
    await driver.end("evalB", DONE, [evalB]);
    expect((await result).get(evalB.fingerprint)).toBe("done");
  });

  it("asks running stages to stop, first politely, then at once, and starts nothing more", async () => {
    const driver = new Driver(1);
    const stop = stopSignal();
    const result = executePlan(plan, { ...nothing, done: new Set([pack.fingerprint]), stop }, driver.deps);
    await settled();
    stop.fire("graceful");
    const states = await result;
    expect(driver.stops).toEqual(["trainA gracefully"]);
    expect(states.get(trainA.fingerprint)).toBe("cancelled");
    expect(driver.started).toHaveLength(1);
  });
});
