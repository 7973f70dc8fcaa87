import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { asSha256, type Sha256 } from "../../domain/hash.ts";
import { writeFileAtomic } from "./atomic.ts";

const known = z.record(
  z.string(),
  z.strictObject({
    state: z.string(),
    sha256: z.string(),
    facts: z.record(z.string(), z.number().nullable()),
  }),
);

/** Hashes files and remembers the hash as long as size, time and inode stay: a model of 16 GB is read once. */
export interface HashCache {
  hash(path: string): Sha256;
  /** A number (or nothing) that only the file's content decides, worked out once as well, e.g. its first bad byte. */
  once(path: string, fact: string, workOut: () => number | null): number | null;
  /** Writes what was learnt; does nothing if nothing was. */
  save(): void;
}

type Entry = z.output<typeof known>[string];

/** A hash cache that is kept in a file; a damaged one is as good as none. */
export function hashCache(file: string): HashCache {
  const entries = new Map(Object.entries(load(file)));
  let learnt = false;
  const entryOf = (path: string): Entry => {
    const absolute = resolve(path);
    const { size, mtimeMs, ino } = statSync(absolute);
    const state = `${size} ${mtimeMs} ${ino}`;
    const found = entries.get(absolute);
    if (found?.state === state) return found;
    const entry = { state, sha256: hashFile(absolute), facts: {} };
    entries.set(absolute, entry);
    learnt = true;
    return entry;
  };
  return {
    hash: (path) => asSha256(entryOf(path).sha256) ?? hashFile(path),
    once: (path, fact, workOut) => {
      const { facts } = entryOf(path);
      const remembered = facts[fact];
      if (remembered !== undefined) return remembered;
      learnt = true;
      return (facts[fact] = workOut());
    },
    save: () => {
      if (!learnt) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileAtomic(file, JSON.stringify(Object.fromEntries(entries)));
      learnt = false;
    },
  };
}

function load(file: string): z.output<typeof known> {
  if (!existsSync(file)) return {};
  try {
    return known.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}

const CHUNK_BYTES = 1 << 22;

function hashFile(path: string): Sha256 {
  const hash = createHash("sha256");
  const file = openSync(path, "r");
  const chunk = Buffer.alloc(CHUNK_BYTES);
  try {
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk))
      hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  const digest = asSha256(hash.digest("hex"));
  if (digest === undefined) throw new Error("Internal error: a digest is always a sha256");
  return digest;
}
