import { spawn, type ChildProcess } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { markedProcesses, sweep } from "../../../harness/adapters/executor/sweep.ts";
import { isRunning, until } from "../../fixtures/executor/lab.ts";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

const SLEEP = "setInterval(() => {}, 1000); process.stdout.write('up')";
const STUBBORN = `process.on("SIGTERM", () => {}); ${SLEEP}`;
const mark = `${process.pid}-${Date.now()}`;

/** A Node process with these marks, that is up. */
async function marked(environment: Record<string, string>, code = SLEEP): Promise<number> {
  const child = spawn(process.execPath, ["-e", code], {
    env: { ...process.env, ...environment },
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  children.push(child);
  let up = false;
  child.stdout.once("data", () => (up = true));
  await until(() => up, "a marked process");
  return child.pid ?? 0;
}

describe("sweep", () => {
  it("ends the processes with all the marks, and leaves those with some, or with a longer value, alone", async () => {
    const both = await marked({ TEST_LAUNCH: `${mark}-1`, TEST_STATE: "/a b/ü" });
    const half = await marked({ TEST_LAUNCH: `${mark}-1`, TEST_STATE: "/elsewhere" });
    const longer = await marked({ TEST_LAUNCH: `${mark}-12`, TEST_STATE: "/a b/ü" });
    expect(await sweep({ TEST_LAUNCH: `${mark}-1`, TEST_STATE: "/a b/ü" })).toBe(1);
    expect([both, half, longer].map(isRunning)).toEqual([false, true, true]);
  });

  it("asks with SIGTERM, and kills what does not listen", async () => {
    const pid = await marked({ TEST_STUBBORN: mark }, STUBBORN);
    const before = performance.now();
    expect(await sweep({ TEST_STUBBORN: mark }, { politeMs: 150 })).toBe(1);
    expect(performance.now() - before).toBeGreaterThanOrEqual(150);
    expect(isRunning(pid)).toBe(false);
  });

  it("finds neither ourselves nor our parents, though they bear the mark", async () => {
    const sibling = await marked({});
    const found = await markedProcesses({ PATH: process.env["PATH"] ?? "" });
    expect(found).toContain(sibling);
    expect(found).not.toContain(process.pid);
    expect(found).not.toContain(process.ppid);
  });

  it("of nothing is done at once", async () => {
    expect(await sweep({ TEST_NOBODY: mark })).toBe(0);
  });
});
