import { open } from "node:fs/promises";
import { readHeader, type HeaderEntries } from "../../domain/model/header.ts";
import { err, ok, type Result } from "../../domain/result.ts";

/** Headers of real models have a few hundred kilobytes; the format's own limit is 100 MB. */
const MAX_HEADER_BYTES = 100_000_000;
const LENGTH_BYTES = 8;

/**
 * Reads only the header of a safetensors file (8 bytes of length, little-endian, then JSON) and checks that the file
 * is as long as the header says: a download that broke off is found here. The error says what is wrong with the file.
 */
export async function readSafetensorsHeader(path: string): Promise<Result<HeaderEntries, string>> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const prefix = Buffer.alloc(LENGTH_BYTES);
    await file.read(prefix, 0, LENGTH_BYTES, 0);
    const length = size < LENGTH_BYTES ? 0 : Number(prefix.readBigUInt64LE(0));
    if (length < 2 || length > Math.min(MAX_HEADER_BYTES, size - LENGTH_BYTES)) {
      return err(
        prefix.toString("latin1").startsWith("version ")
          ? LFS_POINTER
          : "it is no safetensors file, or its beginning is damaged",
      );
    }
    const text = Buffer.alloc(length);
    await file.read(text, 0, length, LENGTH_BYTES);
    const entries = parseHeader(text.toString("utf8"));
    if (entries === null) return err("its header is damaged");
    const end = Math.max(0, ...[...entries.values()].map(({ data_offsets: [, last] }) => last));
    const expected = LENGTH_BYTES + length + end;
    return size === expected
      ? ok(entries)
      : err(`it has ${size} bytes, its header says ${expected}: load it again`);
  } finally {
    await file.close();
  }
}

const LFS_POINTER = "it is only a Git LFS pointer: run `git lfs pull` in the model's folder";

function parseHeader(text: string): HeaderEntries | null {
  try {
    return readHeader(JSON.parse(text));
  } catch {
    return null;
  }
}
