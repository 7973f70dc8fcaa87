import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockProblem, lockState, type Lock } from "../../../harness/adapters/files/lock.ts";
import { ended, firstWord, runCode } from "../../fixtures/executor/run-code.ts";

let state: string;
const held: Lock[] = [];
beforeEach(() => {
  state = join(mkdtempSync(join(tmpdir(), "lock-")), "state");
});
afterEach(() => {
  for (const lock of held.splice(0)) lock.release();
  rmSync(join(state, ".."), { recursive: true, force: true });
});

const take = (command = "harness run"): ReturnType<typeof lockState> => {
  const lock = lockState(state, { command, now: new Date("2026-01-02T03:04:05Z") });
  if (lock.ok) held.push(lock.value);
  return lock;
};

describe("the lock of a state folder", () => {
  it("is given once, and again when released; it makes the folder", () => {
    const first = take();
    expect(first.ok).toBe(true);
    expect(take("harness gc").ok).toBe(false);
    if (first.ok) first.value.release();
    expect(existsSync(join(state, "holder.json"))).toBe(false);
    expect(take("harness gc").ok).toBe(true);
  });

  it("says who has it: process, since when, what it does, where", () => {
    take("harness run strategies/full.yaml");
    const second = take();
    const holder = {
      pid: process.pid,
      since: "2026-01-02T03:04:05.000Z",
      command: "harness run strategies/full.yaml",
      host: hostname(),
    };
    expect(second).toEqual({ ok: false, error: { reason: "held", holder } });
    if (!second.ok) {
      expect(lockProblem(second.error, ".harness").message).toBe(
        `the state folder .harness is in use by process ${process.pid} on ${hostname()} since 2026-01-02T03:04:05.000Z (harness run strategies/full.yaml)`,
      );
    }
  });

  it("ends with a process that is killed, and what that left does not name it as the holder", async () => {
    const code = `console.log(it.lockState(${JSON.stringify(state)}, { command: "child" }).ok); setInterval(() => {}, 1000)`;
    const child = runCode("harness/adapters/files/lock.ts", code);
    expect(await firstWord(child)).toBe("true");
    expect(take()).toMatchObject({
      ok: false,
      error: { reason: "held", holder: { pid: child.pid, command: "child" } },
    });
    child.kill("SIGKILL");
    await ended(child);
    expect(readFileSync(join(state, "holder.json"), "utf8")).toContain("child");
    expect(take().ok).toBe(true);
    expect(readFileSync(join(state, "holder.json"), "utf8")).not.toContain("child");
  });

  it("is refused without a name where the holder has not said who it is yet", () => {
    take();
    writeFileSync(
      join(state, "holder.json"),
      JSON.stringify({ pid: 2 ** 22 + 1, since: "", command: "dead", host: hostname() }),
    );
    const refused = take();
    expect(refused).toEqual({ ok: false, error: { reason: "held", holder: null } });
    if (!refused.ok)
      expect(lockProblem(refused.error, "s").message).toBe(
        "the state folder s is in use by another harness process",
      );
  });

  it("on a place that can't hold it is a refusal with a remedy", () => {
    const file = join(state, "..", "file");
    writeFileSync(file, "");
    const refused = lockState(join(file, "state"), { command: "harness run" });
    expect(refused).toMatchObject({ ok: false, error: { reason: "unusable" } });
    if (!refused.ok) expect(lockProblem(refused.error, file)).toMatchObject({ code: "state-unusable" });
  });
});
