import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { globSync, isDynamicPattern } from "tinyglobby";
import type { CorpusFound } from "../../app/ports/project.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeError } from "../../domain/diagnostic/make.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { HashCache } from "./hash-cache.ts";

/**
 * The files that a corpus's patterns name, those of each pattern in the order of their names, none twice.
 * Patterns without a match, empty files and files that are not UTF-8 are problems, all told at once.
 */
export function findCorpus(
  patterns: readonly string[],
  base: string,
  hashes: HashCache,
): Result<CorpusFound, readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const paths = new Set<string>();
  for (const pattern of patterns) {
    const found = expand(pattern, base);
    if (found.length === 0) {
      const what = isDynamicPattern(pattern) ? "matches no file" : "is not there";
      const hint = `paths are relative to ${base}`;
      problems.push(makeError({ code: "no-corpus", message: `the corpus ${pattern} ${what}`, hint }));
    }
    for (const path of found) paths.add(path);
  }
  const files = [...paths].map((path) => ({ path, sha256: hashes.hash(path), bytes: statSync(path).size }));
  for (const { path, bytes } of files) {
    if (bytes === 0) {
      const hint = "remove it from the corpus, or write something into it";
      problems.push(makeError({ code: "empty-corpus", message: `${path} is empty`, hint }));
    }
    const bad = hashes.once(path, "utf8", () => firstBadByte(path));
    if (bad !== null) problems.push(notUtf8(path, bad));
  }
  return problems.length > 0 ? err(problems) : ok({ files });
}

function expand(pattern: string, base: string): readonly string[] {
  const absolute = resolve(base, pattern);
  if (!isDynamicPattern(pattern)) return isFile(absolute) ? [absolute] : [];
  return globSync([pattern], { cwd: base, absolute: true, onlyFiles: true, expandDirectories: false }).sort();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function notUtf8(path: string, offset: number): Diagnostic {
  const before = readFileSync(path).subarray(0, offset);
  const line = before.toString("latin1").split("\n").length;
  return makeError({
    code: "not-utf8",
    message: `${path}:${line} is not UTF-8: byte ${offset} of the file`,
    hint: "convert it, e.g. iconv -f GB18030 -t UTF-8",
  });
}

const CHUNK_BYTES = 1 << 22;

/** The offset of the first byte that can't be UTF-8; null if all of the file is. Reads in chunks. */
function firstBadByte(path: string): number | null {
  const file = openSync(path, "r");
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    let start = 0;
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      try {
        decoder.decode(chunk.subarray(0, read), { stream: true });
      } catch {
        return start + offsetInside(chunk.subarray(0, read));
      }
      start += read;
    }
    try {
      decoder.decode();
    } catch {
      return start - 1; // the file ends in the middle of a character
    }
    return null;
  } finally {
    closeSync(file);
  }
}

/** Bisects for the first bad byte of a chunk that has one; a character cut at its start counts as bad there. */
function offsetInside(bytes: Buffer): number {
  let [low, high] = [0, bytes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isGoodPrefix(bytes.subarray(0, middle + 1))) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isGoodPrefix(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
