import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findCorpus } from "../../../harness/adapters/files/corpus-files.ts";
import { hashCache } from "../../../harness/adapters/files/hash-cache.ts";
import { sha256 } from "../../../harness/domain/hash.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "corpus-"));
  mkdirSync(join(base, "texts"));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

const write = (name: string, content: string | Uint8Array): void => {
  writeFileSync(join(base, name), content);
};
const find = (...patterns: readonly string[]) =>
  findCorpus(patterns, base, hashCache(join(base, "hashes.json")));
const namesOf = (...patterns: readonly string[]): readonly string[] =>
  valueOf(find(...patterns)).files.map(({ path }) => path.slice(base.length + 1));

describe("a corpus", () => {
  it("has the files of each pattern in the order of their names, none twice, with hash and size", () => {
    for (const name of ["texts/b.txt", "texts/a.txt", "texts/c.jsonl", "z.txt"]) write(name, `${name}\n`);
    expect(namesOf("z.txt", "texts/*.txt", "texts/a.txt")).toEqual(["z.txt", "texts/a.txt", "texts/b.txt"]);
    expect(valueOf(find("z.txt")).files).toEqual([
      { path: join(base, "z.txt"), sha256: sha256("z.txt\n"), bytes: 6 },
    ]);
  });

  it("may be named by an absolute path", () => {
    write("z.txt", "z\n");
    expect(namesOf(join(base, "z.txt"))).toEqual(["z.txt"]);
  });

  it("tells all that is wrong at once", () => {
    write("empty.txt", "");
    write("texts/latin.txt", Buffer.from("first\nna\xffve\n", "latin1"));
    const problems = errorOf(find("none.txt", "none/*.txt", "texts", "empty.txt", "texts/latin.txt"));
    expect(problems.map(({ code, message }) => `${code}: ${message.replaceAll(`${base}/`, "")}`)).toEqual([
      "no-corpus: the corpus none.txt is not there",
      "no-corpus: the corpus none/*.txt matches no file",
      "no-corpus: the corpus texts is not there",
      "empty-corpus: empty.txt is empty",
      "not-utf8: texts/latin.txt:2 is not UTF-8: byte 8 of the file",
    ]);
  });

  it("is UTF-8 where a character lies across two reads, and is not where the file ends inside one", () => {
    const half = (1 << 22) - 1; // a read is 4 MiB
    write("good.txt", `${"a".repeat(half)}冰\n`);
    expect(namesOf("good.txt")).toEqual(["good.txt"]);
    write("cut.txt", Buffer.from("冰").subarray(0, 2));
    expect(errorOf(find("cut.txt"))[0]?.message).toMatch(/cut\.txt:1 is not UTF-8/);
    write("late.txt", Buffer.concat([Buffer.alloc(half + 5, "a"), Buffer.from([0xff])]));
    expect(errorOf(find("late.txt"))[0]?.message).toContain(`byte ${half + 5} of the file`);
  });
});
