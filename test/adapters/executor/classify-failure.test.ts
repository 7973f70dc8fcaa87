import { describe, expect, it } from "vitest";
import {
  classifyFailure,
  exceptionLine,
  type Evidence,
} from "../../../harness/adapters/executor/classify-failure.ts";

const nothing: Evidence = {
  exit: { kind: "code", code: 1 },
  raised: null,
  workerSignal: null,
  workerTail: "",
  launcherTail: "",
  log: "/a/stderr.log",
  directory: "/a",
};
const failureOf = (found: Partial<Evidence>): unknown => classifyFailure({ ...nothing, ...found });
const log = nothing.log;

describe("the ladder of signs", () => {
  it("believes a SIGKILL before an exception: the other ranks raise when one vanishes", () => {
    const raised = "RuntimeError: [gloo] Connection closed by peer";
    expect(failureOf({ workerSignal: "SIGKILL", raised })).toEqual({
      reason: "killed",
      signal: "SIGKILL",
      log,
    });
  });

  it("believes an exception before any other signal and before the logs", () => {
    const raised = "ValueError: the corpus is empty";
    const other = { workerSignal: "SIGABRT", workerTail: "No space left on device" };
    expect(failureOf({ raised, ...other })).toEqual({ reason: "worker-error", message: raised, log });
  });

  it("takes a worker's signal, then torchrun's own, where there is no exception", () => {
    expect(failureOf({ workerSignal: "SIGSEGV" })).toEqual({ reason: "killed", signal: "SIGSEGV", log });
    const exit = { kind: "signal", signal: "SIGHUP" } as const;
    expect(failureOf({ exit })).toEqual({ reason: "killed", signal: "SIGHUP", log });
  });

  it("reads the worker's log, then torchrun's, where there is nothing better", () => {
    const launcherTail =
      "Traceback (most recent call last):\n  File x\nModuleNotFoundError: No module named 'torch'\n";
    expect(failureOf({ launcherTail })).toMatchObject({
      message: "ModuleNotFoundError: No module named 'torch'",
    });
    const workerTail = "warming up\nKeyError: 'budget'\n";
    expect(failureOf({ launcherTail, workerTail })).toMatchObject({ message: "KeyError: 'budget'" });
  });

  it("does not take torchrun's report that a worker failed for the cause", () => {
    const launcherTail = "torch.distributed.elastic.multiprocessing.errors.ChildFailedError: \n====\n";
    expect(failureOf({ launcherTail, workerTail: "bad flag --speck\n" })).toMatchObject({
      message: "bad flag --speck",
    });
  });

  it("has a sentence where nothing was written", () => {
    expect(failureOf({ exit: { kind: "code", code: 3 } })).toMatchObject({
      message: "exit code 3, without a word",
    });
  });
});

describe("known causes", () => {
  it.each([
    ["torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.", "device"],
    ["RuntimeError: CUDA error: out of memory", "device"],
    ["RuntimeError: MPS backend out of memory (MPS allocated: 8.00 GB)", "device"],
    ["RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`", "device"],
    ["MemoryError: Unable to allocate 8.00 GiB for an array", "host"],
    [
      "RuntimeError: [enforce fail at alloc_cpu.cpp:114] . DefaultCPUAllocator: can't allocate memory",
      "host",
    ],
    ["OSError: [Errno 12] Cannot allocate memory", "host"],
  ])("%s: memory of the %s", (raised, where) => {
    expect(failureOf({ raised })).toEqual({ reason: "out-of-memory", where, message: raised, log });
  });

  it.each([
    "OSError: [Errno 28] No space left on device: '/a/x'",
    "SafetensorError: Io: No space left on device (os error 28)",
  ])("%s: the disk is full", (raised) => {
    expect(failureOf({ raised })).toEqual({ reason: "disk-full", path: "/a" });
  });

  it("an address in use", () => {
    const raised = "torch.distributed.DistNetworkError: The server socket has failed to listen: EADDRINUSE";
    expect(failureOf({ raised })).toEqual({ reason: "port-in-use", log });
  });

  it("are found in a log too, also without an exception", () => {
    const workerTail = "terminate called after throwing 'std::bad_alloc'\nbye\n";
    const outOfMemory = { reason: "out-of-memory", where: "host" };
    expect(failureOf({ workerTail })).toMatchObject(outOfMemory);
    expect(failureOf({ workerTail, workerSignal: "SIGABRT" })).toMatchObject(outOfMemory);
  });
});

describe("exceptionLine", () => {
  it.each([
    ["ValueError: the corpus is empty\nsecond line", "ValueError: the corpus is empty"],
    [
      "Traceback (most recent call last):\n  File a\nKeyError: 'x'\n\nDuring handling:\nValueError: y\n",
      "ValueError: y",
    ],
    [
      "RuntimeError: Error(s) in loading state_dict for X:\n\tsize mismatch for a.b",
      "RuntimeError: Error(s) in loading state_dict for X: size mismatch for a.b",
    ],
    ["  ValueError: indented as in torchrun's report", "ValueError: indented as in torchrun's report"],
    ["KeyboardInterrupt", "KeyboardInterrupt"],
    ["just words\n", "just words"],
  ])("%j", (text, line) => {
    expect(exceptionLine(text)).toBe(line);
  });
});
