import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { isRunning, Lab, until } from "../../fixtures/executor/lab.ts";

/** Real processes without torchrun, which is slow to start: that is local.slow.test.ts. */
const labs: Lab[] = [];
const lab = (options?: ConstructorParameters<typeof Lab>[0]): Lab => {
  const made = new Lab(options);
  labs.push(made);
  return made;
};
afterEach(async () => {
  await Promise.all(labs.splice(0).map((one) => one.close()));
});

const failureOf = (reason: string): unknown => ({
  kind: "failed",
  failure: expect.objectContaining({ reason }) as unknown,
});

describe("a launch", () => {
  it("that ends with exit code 0 has exited", async () => {
    const { running } = await lab().start({ do: "finish" });
    expect(await running.outcome).toEqual({ kind: "exited" });
  });

  it("writes to a file, not to a pipe", async () => {
    const { running, directory } = await lab().start({ do: "exit", code: 3, say: "so it ends" });
    const outcome = await running.outcome;
    const log = join(directory, "launcher.log");
    expect(outcome).toEqual({
      kind: "failed",
      failure: { reason: "worker-error", message: "so it ends", log },
    });
    expect(readFileSync(log, "utf8")).toBe("so it ends\n");
  });

  it.runIf(process.platform === "linux")("has its own process group and no descriptor of ours", async () => {
    const started = await lab().start({ do: "wait" });
    const [worker] = await started.atWork();
    const stat = readFileSync(`/proc/${worker?.pid ?? 0}/stat`, "utf8").split(" ");
    expect(Number(stat[4])).toBe(started.running.pid);
    await started.running.stop({ immediately: true });
  });

  it("that can't be started says so, and why", async () => {
    const { running } = await lab({ python: "/nowhere/bin/python" }).start({ do: "finish" });
    expect(await running.outcome).toMatchObject({
      kind: "failed",
      failure: { reason: "spawn-error", message: expect.stringContaining("ENOENT") as unknown },
    });
    await running.stop({ immediately: false });
  });

  it("tells what the worker raised", async () => {
    const { running } = await lab().start({
      do: "raise",
      type: "ValueError",
      message: "the corpus is empty",
    });
    expect(await running.outcome).toMatchObject({
      kind: "failed",
      failure: { reason: "worker-error", message: "ValueError: the corpus is empty" },
    });
  });

  it.each([
    [
      "out-of-memory",
      {
        type: "RuntimeError",
        message: "[enforce fail] . DefaultCPUAllocator: can't allocate memory: you tried",
      },
    ],
    ["out-of-memory", { type: "MemoryError", message: "" }],
    ["disk-full", { type: "OSError", errno: constants.errno.ENOSPC }],
    ["port-in-use", { type: "OSError", errno: constants.errno.EADDRINUSE }],
  ])("knows %s by its message", async (reason, raised) => {
    const { running } = await lab().start({ do: "raise", ...raised });
    expect(await running.outcome).toEqual(failureOf(reason));
  });

  it("that gets a signal from elsewhere was killed", async () => {
    const { running } = await lab().start({ do: "die", signal: "SIGKILL" });
    expect(await running.outcome).toMatchObject({ failure: { reason: "killed", signal: "SIGKILL" } });
  });

  it("that writes nothing for the stall time is ended as hung, and one that goes on writing is not", async () => {
    const here = lab();
    const hung = await here.start({ do: "ignore-term" }, { stallTimeoutMs: 400 });
    const busy = await here.start({ do: "chatter", lines: 12, pause: 0.1 }, { stallTimeoutMs: 900 });
    expect(await hung.running.outcome).toEqual(failureOf("hung"));
    expect(await busy.running.outcome).toEqual({ kind: "exited" });
    expect(hung.notes().every(({ pid }) => !isRunning(pid))).toBe(true);
  });
});

describe("stop", () => {
  it("asks first: the outcome is `cancelled`, whatever the exit code", async () => {
    const started = await lab().start({ do: "wait" });
    const [worker] = await started.atWork();
    await started.running.stop({ immediately: false });
    expect(await started.running.outcome).toEqual(failureOf("cancelled"));
    expect(isRunning(worker?.pid ?? 0)).toBe(false);
  });

  it("ends a worker that ignores SIGTERM when the grace is over", async () => {
    const started = await lab({ graceMs: 200 }).start({ do: "ignore-term" });
    const [worker] = await started.atWork();
    await started.running.stop({ immediately: false });
    expect(await started.running.outcome).toEqual(failureOf("cancelled"));
    expect(isRunning(worker?.pid ?? 0)).toBe(false);
  });

  it("does not wait for the grace when told `immediately`, also while it is waiting", async () => {
    const started = await lab({ graceMs: 60_000 }).start({ do: "ignore-term" });
    await started.atWork();
    const polite = started.running.stop({ immediately: false });
    await started.running.stop({ immediately: true });
    await polite;
    expect(await started.running.outcome).toEqual(failureOf("cancelled"));
  });

  it("of a launch that has ended changes nothing", async () => {
    const { running } = await lab().start({ do: "finish" });
    await running.outcome;
    await running.stop({ immediately: false });
    expect(await running.outcome).toEqual({ kind: "exited" });
  });
});

describe("nothing is left running", () => {
  it("after a launch: a grandchild in its own session that ignores SIGTERM is found and ended", async () => {
    const started = await lab().start({ do: "grandchild", stubborn: true });
    expect(await started.running.outcome).toEqual({ kind: "exited" });
    const grandchild = started.notes().find((note) => note.grandchild !== undefined)?.grandchild ?? 0;
    expect(grandchild).toBeGreaterThan(0);
    expect(isRunning(grandchild)).toBe(false);
  });

  it("of an earlier harness process, and other state folders are not touched", async () => {
    const [mine, other] = [lab(), lab()];
    const started = await Promise.all([mine.start({ do: "wait" }), other.start({ do: "wait" })]);
    const pids = (await Promise.all(started.map((one) => one.atWork()))).map(([worker]) => worker?.pid ?? 0);
    expect(await mine.executor.sweepLeftovers()).toBe(1);
    expect(pids.map(isRunning)).toEqual([false, true]);
    expect(await mine.executor.sweepLeftovers()).toBe(0);
  });

  it("of a launch with the same id in another state folder, when one ends", async () => {
    const [mine, other] = [lab(), lab()];
    const theirs = await other.start({ do: "wait" }, { id: "the-same" });
    const [worker] = await theirs.atWork();
    const ours = await mine.start({ do: "finish" }, { id: "the-same" });
    await ours.running.outcome;
    expect(isRunning(worker?.pid ?? 0)).toBe(true);
    await theirs.running.stop({ immediately: true });
    await until(() => !isRunning(worker?.pid ?? 0), "their worker to end");
    expect(existsSync(theirs.directory)).toBe(true);
  });
});
