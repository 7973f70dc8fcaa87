import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readEvidence } from "../../../harness/adapters/executor/read-evidence.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An attempt folder with these files. */
function attempt(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "attempt-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const report = (rank: number, exitcode: string): string =>
  `Root Cause (first observed failure):\n[0]:\n  rank      : ${rank} (local_rank: ${rank})\n  exitcode  : ${exitcode} (pid: 9) \n`;
const code = (exitCode: number) => ({ kind: "code", code: exitCode }) as const;

describe("the error file", () => {
  it("has a message that is a string, or an object with one", () => {
    const nested = JSON.stringify({
      message: { message: "ValueError: x", extraInfo: { py_callstack: "..." } },
    });
    expect(readEvidence(attempt({ "error.json": nested }), code(1)).raised).toBe("ValueError: x");
    const plain = JSON.stringify({ message: "RuntimeError: y" });
    expect(readEvidence(attempt({ "error.json": plain }), code(1)).raised).toBe("RuntimeError: y");
  });

  it.each([
    "",
    "{",
    "[]",
    JSON.stringify({ message: "" }),
    JSON.stringify({ message: { message: "SignalException: Process 1 got signal: 15" } }),
  ])("says nothing where it is %j", (text) => {
    expect(readEvidence(attempt({ "error.json": text }), code(1)).raised).toBeNull();
  });
});

describe("torchrun's report", () => {
  it("names the rank that failed first, whose log is the one to read", () => {
    const folder = attempt({
      "launcher.log": report(1, "1"),
      "logs/id_x1/attempt_0/0/stderr.log": "a long story of the other rank",
      "logs/id_x1/attempt_0/1/stderr.log": "KeyError: 'a'\n",
    });
    const { log, workerTail } = readEvidence(folder, code(1));
    expect(log).toBe(join(folder, "logs/id_x1/attempt_0/1/stderr.log"));
    expect(workerTail).toBe("KeyError: 'a'\n");
  });

  it.each([
    ["-9", "SIGKILL"],
    ["-11", "SIGSEGV"],
    ["143", "SIGTERM"],
    ["3", null],
  ])("exitcode %s is signal %s", (exitcode, signal) => {
    expect(readEvidence(attempt({ "launcher.log": report(0, exitcode) }), code(1)).workerSignal).toBe(signal);
  });

  it("tells of a signal that torchrun itself got", () => {
    const launcher =
      "torch.distributed.elastic.multiprocessing.api.SignalException: Process 471 got signal: 15\n";
    expect(readEvidence(attempt({ "launcher.log": launcher }), code(1)).workerSignal).toBe("SIGTERM");
  });
});

it("an empty folder gives no evidence, and the launcher's log as the one to read", () => {
  const folder = attempt({});
  expect(readEvidence(folder, code(2))).toEqual({
    exit: code(2),
    raised: null,
    workerSignal: null,
    workerTail: "",
    launcherTail: "",
    log: join(folder, "launcher.log"),
    directory: folder,
  });
});

it("a worker without torchrun tells by its exit code that it was asked to stop", () => {
  expect(readEvidence(attempt({}), code(143)).workerSignal).toBe("SIGTERM");
});

it("of a long log only the end is read", () => {
  const folder = attempt({ "launcher.log": `${"x".repeat(200_000)}\nlast\n` });
  const { launcherTail } = readEvidence(folder, code(1));
  expect(launcherTail.length).toBeLessThan(70_000);
  expect(launcherTail.endsWith("x\nlast\n")).toBe(true);
});
