import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashCache } from "../../../harness/adapters/files/hash-cache.ts";

let folder: string;
let memory: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hashes-"));
  memory = join(folder, "state", "hashes.json");
  data = join(folder, "data.txt");
  writeFileSync(data, "one\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const once = (cache = hashCache(memory)) => {
  const hash = cache.hash(data);
  cache.save();
  return hash;
};

describe("a hash cache", () => {
  it("knows the sha256 of a file, longer than one read as well", () => {
    expect(once()).toBe(sha256("one\n"));
    const long = "0123456789abcdef".repeat(400_000); // 6.4 MB
    writeFileSync(data, long);
    expect(once()).toBe(sha256(long));
  });

  it("remembers it in the next process while size, time and inode stay", () => {
    once();
    const known = readFileSync(memory, "utf8").replace(sha256("one\n"), sha256("remembered"));
    writeFileSync(memory, known);
    expect(once()).toBe(sha256("remembered"));
    utimesSync(data, 1_000_000, 1_000_000);
    expect(once()).toBe(sha256("one\n"));
  });

  it("notices another content of the same length", () => {
    once();
    writeFileSync(data, "two\n");
    utimesSync(data, 2_000_000, 2_000_000);
    expect(once()).toBe(sha256("two\n"));
  });

  it("works a fact out once per content, also where the fact is that there is nothing", () => {
    let asked = 0;
    const firstBad = (): number | null => hashCacheFact(null);
    const hashCacheFact = (value: number | null): number | null => {
      asked += 1;
      return value;
    };
    const first = hashCache(memory);
    expect([first.once(data, "utf8", firstBad), first.once(data, "utf8", firstBad)]).toEqual([null, null]);
    first.save();
    expect(hashCache(memory).once(data, "utf8", firstBad)).toBeNull();
    expect(asked).toBe(1);
    expect(hashCache(memory).once(data, "lines", () => hashCacheFact(7))).toBe(7);
  });

  it("writes nothing where nothing was learnt, and takes a damaged memory for none", () => {
    hashCache(memory).save();
    expect(existsSync(memory)).toBe(false);
    once();
    writeFileSync(memory, '{"half": ');
    expect(once()).toBe(sha256("one\n"));
    writeFileSync(memory, JSON.stringify({ [data]: { state: 1 } }));
    expect(once()).toBe(sha256("one\n"));
  });
});
