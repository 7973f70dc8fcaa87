import type { StageFailure } from "../../domain/run/failure.ts";

/** What a launch that did not end with exit code 0 has left behind. */
export interface Evidence {
  readonly exit:
    { readonly kind: "code"; readonly code: number } | { readonly kind: "signal"; readonly signal: string };
  /** The message of the error file: null if none was written, which is so after a signal or `sys.exit`. */
  readonly raised: string | null;
  /** What a process of the tree died of, as torchrun tells it, e.g. "SIGKILL". */
  readonly workerSignal: string | null;
  /** The end of what the first failing worker, then torchrun, wrote. */
  readonly workerTail: string;
  readonly launcherTail: string;
  readonly log: string; // the file to read first
  readonly directory: string;
}

/**
 * Why it failed, from the surest sign to the weakest: torchrun's exit code is 1 for everything. A SIGKILL comes
 * before the error file, because the other ranks raise when one of them vanishes.
 */
export function classifyFailure(evidence: Evidence): StageFailure {
  const { log, workerSignal, raised, workerTail, launcherTail, exit } = evidence;
  if (workerSignal === "SIGKILL") return { reason: "killed", signal: workerSignal, log };
  if (raised !== null) return ofMessage(exceptionLine(raised), evidence);
  const told = causeIn(workerTail); // e.g. std::bad_alloc ends in SIGABRT
  if (told !== null && (workerSignal !== null || exit.kind === "signal")) return ofMessage(told, evidence);
  if (workerSignal !== null) return { reason: "killed", signal: workerSignal, log };
  if (exit.kind === "signal") return { reason: "killed", signal: exit.signal, log };
  const fromTail = [workerTail, launcherTail].map(raisedIn).find((message) => message !== null);
  const message =
    fromTail ?? lastLine(workerTail) ?? lastLine(launcherTail) ?? `exit code ${exit.code}, without a word`;
  return ofMessage(message, evidence);
}

/**
 * The line that says what was raised: `ValueError: the corpus is empty` of a message or of a whole traceback. One
 * that ends in a colon is continued on the next line.
 */
export function exceptionLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const at = lines.findLastIndex((line) => EXCEPTION.test(line));
  if (at < 0) return lines.findLast((line) => line !== "") ?? "";
  const line = lines[at] ?? "";
  const next = lines[at + 1] ?? "";
  return line.endsWith(":") && next !== "" ? `${line} ${next}` : line;
}

/** e.g. "ValueError: x", "torch.OutOfMemoryError: x", "KeyboardInterrupt" */
const EXCEPTION = /^(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Interrupt)(?::|$)/;

/** torchrun's own exceptions say only that a worker failed, so they name no cause. */
const NO_CAUSE = /ChildFailedError|ProcessRaisedException|ProcessExitedException|^SystemExit/;

const CAUSES: readonly {
  readonly pattern: RegExp;
  readonly cause: "device-memory" | "host-memory" | "disk" | "port";
}[] = [
  // e.g. "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.", "MPS backend out of memory"
  {
    pattern:
      /(?:CUDA|HIP|MPS)\b.{0,40}out of memory|torch\.(?:cuda\.)?OutOfMemoryError|CUBLAS_STATUS_ALLOC_FAILED/i,
    cause: "device-memory",
  },
  { pattern: /No space left on device|Errno 28\b|Disk quota exceeded|os error 28\b/i, cause: "disk" },
  // e.g. "RuntimeError: [enforce fail at alloc_cpu.cpp:114] . DefaultCPUAllocator: can't allocate memory: you tried..."
  {
    pattern: /\bMemoryError\b|can't allocate memory|cannot allocate memory|std::bad_alloc/i,
    cause: "host-memory",
  },
  { pattern: /address already in use|EADDRINUSE/i, cause: "port" },
];

function ofMessage(message: string, { log, directory }: Evidence): StageFailure {
  const cause = CAUSES.find(({ pattern }) => pattern.test(message))?.cause;
  if (cause === "device-memory") return { reason: "out-of-memory", where: "device", message, log };
  if (cause === "host-memory") return { reason: "out-of-memory", where: "host", message, log };
  if (cause === "disk") return { reason: "disk-full", path: directory };
  if (cause === "port") return { reason: "port-in-use", log };
  return { reason: "worker-error", message, log };
}

/** The last exception, or known cause, in a log's tail; null for none. */
function raisedIn(tail: string): string | null {
  const lines = tail.split("\n").map((line) => line.trim());
  const isTelling = (line: string): boolean => EXCEPTION.test(line) && !NO_CAUSE.test(line);
  const at = lines.findLastIndex((line) => isTelling(line) || isKnownCause(line));
  if (at < 0) return null;
  return isTelling(lines[at] ?? "") ? exceptionLine(lines.slice(at, at + 2).join("\n")) : (lines[at] ?? "");
}

/** The last line that names a known cause; null for none. */
const causeIn = (tail: string): string | null => tail.split("\n").findLast(isKnownCause)?.trim() ?? null;

const isKnownCause = (line: string): boolean => CAUSES.some(({ pattern }) => pattern.test(line));

const lastLine = (tail: string): string | undefined =>
  tail
    .split("\n")
    .map((line) => line.trim())
    .findLast((line) => line !== "");
