import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { RemoteFile } from "./model-files.ts";

/** Whether a file on the disk is, byte for byte, what the hub says that it has. */
export async function isGenuine(path: string, { size, digest }: RemoteFile): Promise<boolean> {
  if ((await sizeOf(path)) !== size) return false;
  if (digest === null) return true;
  const hash = createHash(digest.kind === "sha256" ? "sha256" : "sha1");
  if (digest.kind === "git") hash.update(`blob ${size}\0`);
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex") === digest.hex;
}

/** A file's size in bytes; null if it is not there. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
