import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openZip } from "../../../harness/adapters/files/benchmark-zip.ts";
import { writeFiles } from "../../fixtures/garden.ts";
import { temporaryFolder } from "../../fixtures/garden-temp.ts";

/** A zip file as Python's standard library writes it. */
function zipOf(data: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeFiles(folder, data);
  const tops = [...new Set(Object.keys(data).map((file) => file.split("/")[0] ?? ""))];
  execFileSync("python3", ["-m", "zipfile", "-c", "x.zip", ...tops], { cwd: folder });
  return path.join(folder, "x.zip");
}

const data = { "val/a.csv": "id\n0\n".repeat(1000), "val/空.csv": "中文\r\n", "dev/empty.csv": "" };

test("each entry is read back exactly, deflated or not", async () => {
  const zip = await openZip(zipOf(data));
  expect([...(zip?.names ?? [])].sort()).toEqual(Object.keys(data).sort());
  for (const [name, content] of Object.entries(data)) {
    expect((await zip?.read(name))?.toString("utf8")).toBe(content);
  }
  await zip?.close();
});

test("what is no zip file, or is cut off, is not opened", async () => {
  const file = zipOf(data);
  const whole = readFileSync(file);
  for (const bytes of [
    Buffer.from("id,q\n"),
    Buffer.alloc(0),
    whole.subarray(0, whole.length - 30),
    whole.subarray(100),
  ]) {
    writeFileSync(file, bytes);
    expect(await openZip(file)).toBeNull();
  }
});
