import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { installFiles } from "../../../harness/adapters/files/benchmark-install.ts";
import type { ImportSource } from "../../../harness/app/ports/benchmark-files.ts";
import { hashOf, writeFiles } from "../../fixtures/garden.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";
import { temporaryFolder } from "../../fixtures/garden-temp.ts";

const contents: ReadonlyMap<string, string> = new Map([
  ["val/a.csv", "id\n0\n"],
  ["dev/b.csv", "id\n1\n"],
]);
const hashes = new Map([...contents].map(([file, content]) => [file, hashOf(content)]));
const sourceOf = (files: ReadonlyMap<string, string>): ImportSource => ({
  path: "source",
  inspect: () => Promise.resolve({ status: "missing" }),
  read: (file) => Promise.resolve(files.has(file) ? Buffer.from(files.get(file) ?? "") : null),
  close: () => Promise.resolve(),
});

let data = "";
beforeEach(() => {
  data = temporaryFolder();
});
const everything = (): readonly string[] => readdirSync(data, { recursive: true }).map(String).sort();

test("files arrive whole, in the place of what was there, and nothing else stays", async () => {
  writeFiles(data, {
    "garden/val/a.csv": "damaged",
    "garden/old.csv": "",
    ".garden.importing/val/a.csv": "of a killed import",
  });
  valueOf(await installFiles(path.join(data, "garden"), sourceOf(contents), hashes));
  expect(everything()).toEqual([
    "garden",
    "garden/dev",
    "garden/dev/b.csv",
    "garden/val",
    "garden/val/a.csv",
  ]);
  expect(readFileSync(path.join(data, "garden/val/a.csv"), "utf8")).toBe("id\n0\n");
});

test("the data folder is made if it is not there", async () => {
  const folder = path.join(data, "deep/er/garden");
  valueOf(await installFiles(folder, sourceOf(contents), hashes));
  expect(readdirSync(folder)).toEqual(["dev", "val"]);
});

test("a file that changes while it is read leaves all as it was", async () => {
  writeFiles(data, { "garden/val/a.csv": "before" });
  const changed = new Map([...contents, ["dev/b.csv", "id\n2\n"]]);
  const [problem] = errorOf(await installFiles(path.join(data, "garden"), sourceOf(changed), hashes));
  expect(problem?.message).toBe("source, dev/b.csv: it changed while it was read");
  expect(everything()).toEqual(["garden", "garden/val", "garden/val/a.csv"]);
});

test("a disk that fails is told in words, and nothing is left", async () => {
  rmSync(data, { recursive: true });
  writeFiles(path.dirname(data), { [path.basename(data)]: "a file where the data folder should be" });
  const [problem] = errorOf(await installFiles(path.join(data, "garden"), sourceOf(contents), hashes));
  expect(problem?.message).toContain("a part of its path is not a folder");
});
