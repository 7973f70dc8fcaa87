import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lockProblem, lockState, type Lock } from "../../adapters/files/lock.ts";
import { stateFolder } from "../../adapters/files/state-folder.ts";
import { openDatabase } from "../../adapters/store/open.ts";
import { sqliteStore } from "../../adapters/store/sqlite-store.ts";
import type { StateFolder } from "../../app/ports/state-folder.ts";
import type { Store } from "../../app/ports/store.ts";
import { problem, refuseInput, type Refusal } from "../../app/refusal.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { Session } from "../session.ts";

export { listCache as cachedFolders } from "../../adapters/files/state-folder.ts";

/** The store and the folder of one state directory. */
export interface Stored {
  readonly store: Store;
  readonly state: StateFolder;
}

/** Opens what earlier runs have stored; nothing there is an answer that says what to type. */
export function openStored(session: Session): Result<Stored, Refusal> {
  const root = statePath(session);
  if (!existsSync(join(root, "harness.db"))) {
    const hint = "run something first: harness run strategies/*.yaml (or name the folder with --state DIR)";
    return err(refuseInput([problem("no-state", `nothing is stored in ${session.options.state} yet`, hint)]));
  }
  return openState(session);
}

/** Opens the state directory, made if it is not there. */
export function openState(session: Session): Result<Stored, Refusal> {
  const root = statePath(session);
  const db = openDatabase(join(root, "harness.db"));
  if (!db.ok) return err(refuseInput(db.error));
  return ok({ store: sqliteStore(db.value), state: stateFolder(root) });
}

/** The absolute state directory of a call. */
export const statePath = (session: Session): string => resolve(session.io.cwd, session.options.state);

/** Takes the lock of a state directory, or says who has it. */
export function takeLock(root: string): Result<Lock, Refusal> {
  const command = `harness ${process.argv.slice(2).join(" ")}`;
  const lock = lockState(root, { command });
  if (lock.ok) return lock;
  return err({
    why: lock.error.reason === "held" ? "locked" : "input",
    problems: [lockProblem(lock.error, root)],
  });
}

/** Whether a harness process works on a state directory now. */
export function isStateHeld(root: string): boolean {
  const lock = lockState(root, { command: "harness status" });
  if (lock.ok) lock.value.release();
  return !lock.ok && lock.error.reason === "held";
}

/** The last lines of a stage's events, newest last. */
export function lastEvents(folder: string): readonly string[] {
  const file = join(folder, "events.jsonl");
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-200) : [];
}

/** What an attempt's processes printed: the launcher's log, then each rank's. */
export function logFiles(folder: string): readonly { readonly title: string; readonly text: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".log"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ title: relative(folder, path), text: readFileSync(path, "utf8") }))
    .filter(({ text }) => text !== "");
}

const FOLLOW_MS = 500;

/** Prints an attempt's logs and what comes on top, until it ends. */
export async function followLogs(
  folder: string,
  { print, isOpen }: { readonly print: (text: string) => void; readonly isOpen: () => boolean },
): Promise<void> {
  const seen = new Map<string, number>();
  for (;;) {
    const open = isOpen();
    for (const { title, text } of logFiles(folder)) {
      const known = seen.get(title) ?? 0;
      if (text.length > known) print(text.slice(known).trimEnd());
      seen.set(title, text.length);
    }
    if (!open) return;
    await sleep(FOLLOW_MS);
  }
}

/** Removes folders with all that is in them. */
export function removeFolders(folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
