import { randomBytes } from "node:crypto";
import {
  closeSync,
  cpSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { failpoint } from "../machine/failpoint.ts";

/** A file system that has no room left: the one write error that users can mend, so it has a type. */
export interface DiskFull {
  readonly reason: "disk-full";
  readonly path: string;
}

/**
 * Writes a whole file or leaves the old one: a new file beside it, flushed to the disk, then renamed over it.
 * Throws what the file system throws (see `diskFullOf`), after removing the new file.
 */
export function writeFileAtomic(path: string, content: string | Uint8Array): void {
  const temporary = besides(path);
  try {
    const file = openSync(temporary, "wx");
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    failpoint("atomic.rename");
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/**
 * Moves a folder to a place that is free; a reader sees all of it or nothing. Across file systems it is copied
 * beside its target first, flushed, and renamed. Throws what the file system throws, e.g. ENOTEMPTY.
 */
export function moveFolderAtomic(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (codeOf(error) !== "EXDEV") throw error;
    copyThenRename(from, to);
    rmSync(from, { recursive: true, force: true });
  }
  syncFolder(dirname(to));
}

/** Flushes a folder's entries to the disk, so that a rename in it outlives a power cut. */
function syncFolder(path: string): void {
  let folder: number;
  try {
    folder = openSync(path, "r");
  } catch (error) {
    if (codeOf(error) === "EACCES") return; // may be entered, not read: then there is no way to flush it
    throw error;
  }
  try {
    fsyncSync(folder);
  } catch (error) {
    // Some file systems (SMB, FUSE) refuse to flush folders and promise nothing.
    if (!["EINVAL", "ENOTSUP", "EISDIR", "EPERM"].includes(codeOf(error))) throw error;
  } finally {
    closeSync(folder);
  }
}

/** The error as a value where it says that the disk, or the user's share of it, is full; else null. */
export function diskFullOf(error: unknown, path: string): DiskFull | null {
  return ["ENOSPC", "EDQUOT"].includes(codeOf(error)) ? { reason: "disk-full", path } : null;
}

function copyThenRename(from: string, to: string): void {
  const temporary = besides(to);
  try {
    cpSync(from, temporary, { recursive: true, errorOnExist: true, force: false, preserveTimestamps: true });
    syncTree(temporary);
    renameSync(temporary, to);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncFile(path);
  }
  syncFolder(folder);
}

function syncFile(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A new name in the same folder, so that renaming it stays on one file system; e.g. ".plan.json.4711-9f2c41.tmp" */
const besides = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${process.pid}-${randomBytes(3).toString("hex")}.tmp`);

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
