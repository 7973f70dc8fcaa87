import { createHash } from "node:crypto";
import type { FileHashes, FileState } from "../../app/ports/benchmark-files.ts";
import { asSha256, type Sha256 } from "../../domain/hash.ts";
import { isMissing, wordsOf } from "./benchmark-errors.ts";

/** The sha256 of bytes. */
export function hashBytes(bytes: Uint8Array): Sha256 {
  const hash = asSha256(createHash("sha256").update(bytes).digest("hex"));
  if (hash === undefined) throw new Error("Internal error: a digest is not a sha256");
  return hash;
}

/** The hash of a file's bytes, and the one that it would have with LF line ends, where it has CRLF ones. */
function hashFile(bytes: Buffer): FileHashes {
  const crlf = bytes.includes("\r\n");
  return { sha256: hashBytes(bytes), sha256WithLf: crlf ? hashBytes(withLf(bytes)) : null };
}

/** Looks at a file; `read` gives null, or fails with ENOENT, where there is none. */
export async function inspect(read: () => Promise<Buffer | null>): Promise<FileState> {
  try {
    const bytes = await read();
    return bytes === null ? { status: "missing" } : { status: "found", hashes: hashFile(bytes) };
  } catch (error) {
    return isMissing(error) ? { status: "missing" } : { status: "unreadable", detail: wordsOf(error) };
  }
}

/** latin1 maps each byte to one character and back, so that only the line ends change. */
const withLf = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
