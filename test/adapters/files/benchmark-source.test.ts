import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openSource } from "../../../harness/adapters/files/benchmark-source.ts";
import { hashOf, writeFiles } from "../../fixtures/garden.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";
import { temporaryFolder } from "../../fixtures/garden-temp.ts";

const folder = temporaryFolder();
writeFiles(folder, { "flat/val/a.csv": "id\r\n", "nested/garden/val/a.csv": "id\n", "nested/.git/x": "" });
execFileSync("python3", ["-m", "zipfile", "-c", "../nested.zip", "garden"], {
  cwd: path.join(folder, "nested"),
});
writeFiles(folder, { "text.txt": "no zip" });

test.each([
  ["flat", "flat"],
  ["nested", "nested/garden"],
  ["nested.zip", "nested.zip/garden"],
])("%s is opened where the landmark lies", async (from, base) => {
  const source = valueOf(await openSource(path.join(folder, from), "val/a.csv"));
  expect(path.normalize(source.path)).toBe(
    path.normalize(path.join(folder, base)) + (base === from ? "" : path.sep),
  );
  const content = from === "flat" ? "id\r\n" : "id\n";
  expect(await source.inspect("val/a.csv")).toMatchObject({ hashes: { sha256: hashOf(content) } });
  expect(await source.read("val/a.csv")).toEqual(Buffer.from(content));
  expect(await source.inspect("val/b.csv")).toEqual({ status: "missing" });
  expect(await source.read("val/b.csv")).toBeNull();
  await source.close();
});

test("a file that is damaged inside a zip file is told", async () => {
  const whole = readFileSync(path.join(folder, "nested.zip"));
  const damaged = path.join(folder, "damaged.zip");
  const start = whole.indexOf("garden/val/a.csv") + "garden/val/a.csv".length;
  writeFileSync(
    damaged,
    Buffer.concat([whole.subarray(0, start), Buffer.from([0xff, 0xff]), whole.subarray(start + 2)]),
  );
  const source = valueOf(await openSource(damaged, "val/a.csv"));
  expect(await source.inspect("val/a.csv")).toEqual({
    status: "unreadable",
    detail: "the zip file is damaged",
  });
  await source.close();
});

test.each([
  ["none", "val/a.csv", "missing-source"],
  ["text.txt", "val/a.csv", "not-a-zip"],
  ["flat", "val/b.csv", "wrong-source"],
  ["nested.zip", "val/b.csv", "wrong-source"],
])("%s without %s is refused as %s", async (from, landmark, code) => {
  expect(errorOf(await openSource(path.join(folder, from), landmark))).toMatchObject([{ code }]);
});
