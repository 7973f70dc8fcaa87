import { mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { z } from "zod";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { isAlive } from "../machine/is-alive.ts";
import { writeFileAtomic } from "./atomic.ts";

const holderSchema = z.object({
  pid: z.int(),
  since: z.string(), // ISO 8601
  command: z.string(), // e.g. "harness run strategies/full.yaml"
  host: z.string(),
});

/** Who works on a state folder. */
type Holder = Readonly<z.output<typeof holderSchema>>;

/** The right to work on a state folder, until released or until this process ends in whatever way. */
export interface Lock {
  release(): void;
}

/** Why the lock was not given; `holder` is null where the other process has not yet said who it is. */
export type LockRefusal =
  | { readonly reason: "held"; readonly holder: Holder | null }
  | { readonly reason: "unusable"; readonly message: string };

const HOLDER_WAIT_MS = 300;
const HOLDER_POLL_MS = 20;

/**
 * Takes the one lock of a state folder, or says who has it, without waiting. The operating system holds it (an
 * exclusive SQLite transaction on `lock.db`), so it ends with the process and can't go stale; `holder.json` beside
 * it is for people and for the refusal.
 */
export function lockState(
  stateDir: string,
  { command, now = new Date() }: { readonly command: string; readonly now?: Date },
): Result<Lock, LockRefusal> {
  let db: Database.Database | undefined;
  try {
    mkdirSync(stateDir, { recursive: true });
    const folder = realpathSync(stateDir);
    db = new Database(join(folder, "lock.db"), { timeout: 0 });
    db.exec("BEGIN EXCLUSIVE");
    return ok(hold(db, { folder, command, now }));
  } catch (error) {
    db?.close();
    if (isBusy(error)) return err({ reason: "held", holder: awaitHolder(stateDir) });
    return err({ reason: "unusable", message: error instanceof Error ? error.message : String(error) });
  }
}

/** A refused lock in words. */
export function lockProblem(refusal: LockRefusal, stateDir: string): Diagnostic {
  if (refusal.reason === "unusable") {
    return {
      severity: "error",
      code: "state-unusable",
      message: `the state folder ${stateDir} can't be locked: ${refusal.message}`,
      hint: "it must be writable and on a disk of this machine; choose another one with --state DIR",
    };
  }
  const { holder } = refusal;
  const who =
    holder === null
      ? "another harness process"
      : `process ${holder.pid} on ${holder.host} since ${holder.since} (${holder.command})`;
  return {
    severity: "error",
    code: "state-locked",
    message: `the state folder ${stateDir} is in use by ${who}`,
    hint: "wait for it, look at it with `harness status`, or work elsewhere with --state DIR",
  };
}

function hold(
  db: Database.Database,
  { folder, command, now }: { readonly folder: string; readonly command: string; readonly now: Date },
): Lock {
  const file = join(folder, "holder.json");
  const holder: Holder = { pid: process.pid, since: now.toISOString(), command, host: hostname() };
  writeFileAtomic(file, `${JSON.stringify(holder)}\n`);
  return {
    release: () => {
      if (!db.open) return;
      rmSync(file, { force: true });
      db.close(); // ends the transaction, and with it the lock
    },
  };
}

/** The holder takes the lock a moment before it writes its name: what lies there may be a dead process's. */
function awaitHolder(stateDir: string): Holder | null {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  for (let waitedMs = 0; waitedMs < HOLDER_WAIT_MS; waitedMs += HOLDER_POLL_MS) {
    const holder = readHolder(stateDir);
    if (holder !== null && (holder.host !== hostname() || isAlive(holder.pid))) return holder;
    Atomics.wait(nobody, 0, 0, HOLDER_POLL_MS);
  }
  return null;
}

/** Who wrote its name as the holder, read without asking for the lock; null for nobody. */
function readHolder(stateDir: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(join(stateDir, "holder.json"), "utf8")));
  } catch {
    return null;
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
