import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Evidence } from "./classify-failure.ts";
import { errorFile, launcherLog, rankLogs } from "./torchrun-command.ts";

const TAIL_BYTES = 64 * 1024;

/** Reads what a failed launch left in its attempt folder. */
export function readEvidence(directory: string, exit: Evidence["exit"]): Evidence {
  const launcherTail = readTail(launcherLog(directory));
  const summary = readSummary(launcherTail);
  const workerLog = findWorkerLog(directory, summary.rank);
  const workerTail = workerLog === null ? "" : readTail(workerLog);
  return {
    exit,
    raised: readRaised(errorFile(directory)),
    workerSignal: summary.signal ?? signalOfCode(exit),
    workerTail,
    launcherTail,
    log: workerTail.trim() === "" || workerLog === null ? launcherLog(directory) : workerLog,
    directory,
  };
}

/** `message` is a string where torchrun itself failed, and an object where a worker did. */
const errorSchema = z.object({ message: z.union([z.string(), z.object({ message: z.string() })]) });

function readRaised(path: string): string | null {
  if (!existsSync(path)) return null;
  try {
    const { message } = errorSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    const text = typeof message === "string" ? message : message.message;
    // A signal to torchrun is an exception there, and a failed worker too: neither is a cause.
    return /^(?:SignalException|ChildFailedError)\b/.test(text) || text.trim() === "" ? null : text;
  } catch {
    return null; // cut short by a full disk or a kill
  }
}

/** What torchrun's closing report says of the first failing worker. */
function readSummary(log: string): { readonly rank: string; readonly signal: string | null } {
  const report = log.slice(Math.max(0, log.lastIndexOf("Root Cause (first observed failure)")));
  const rank = /^\s*rank\s*:\s*\d+ \(local_rank: (\d+)\)/m.exec(report)?.[1] ?? "0";
  const codes = [...log.matchAll(/^\s*exitcode\s*:\s*(-?\d+) \(pid/gm)].map((match) => Number(match[1]));
  const signals = codes.map(signalOfExit).filter((signal) => signal !== null);
  // e.g. "torch.distributed.elastic.multiprocessing.api.SignalException: Process 4711 got signal: 15"
  const own = /SignalException: Process \d+ got signal: (\d+)/.exec(log)?.[1];
  const signal =
    signals.find((name) => name === "SIGKILL") ??
    signals[0] ??
    (own === undefined ? null : signalName(Number(own)));
  return { rank, signal };
}

const signalOfCode = (exit: Evidence["exit"]): string | null =>
  exit.kind === "code" ? signalOfExit(exit.code) : null;

/** -9 is Python's way to say SIGKILL, 137 a shell's, and 143 our worker's when it was asked to stop. */
function signalOfExit(code: number): string | null {
  if (code < 0) return signalName(-code);
  return code > 128 && code < 160 ? signalName(code - 128) : null;
}

const signalName = (number: number): string =>
  Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? `signal ${number}`;

/** e.g. logs/<id>_<random>/attempt_0/1/stderr.log: of the rank that failed first, else of the one that wrote most. */
function findWorkerLog(directory: string, rank: string): string | null {
  const root = rankLogs(directory);
  if (!existsSync(root)) return null;
  const logs = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("stderr.log"))
    .map((path) => ({ path: join(root, path), rank: path.split("/").at(-2) }))
    .sort((a, b) => statSync(b.path).size - statSync(a.path).size);
  const ofRank = logs.find((log) => log.rank === rank && statSync(log.path).size > 0);
  return (ofRank ?? logs[0])?.path ?? null;
}

function readTail(path: string): string {
  if (!existsSync(path)) return "";
  const file = openSync(path, "r");
  try {
    const { size } = statSync(path);
    const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString("utf8");
  } finally {
    closeSync(file);
  }
}
