import { expect, test } from "vitest";
import { benchmarkFiles } from "../../../harness/adapters/files/benchmark-files.ts";
import { hashOf, writeFiles } from "../../fixtures/garden.ts";
import { valueOf } from "../../fixtures/read-garden.ts";
import { temporaryFolder } from "../../fixtures/garden-temp.ts";

test("files are found under the root of their benchmark; a missing one is told", async () => {
  const data = temporaryFolder();
  const files = benchmarkFiles({ package: "/p", project: "/q", data });
  writeFiles(data, { "garden/val/a.csv": "id\n0\n" });
  const folder = files.folderOf({ kind: "data", path: "garden" });
  expect(await files.inspect(folder, "val/a.csv")).toEqual({
    status: "found",
    hashes: { sha256: hashOf("id\n0\n"), sha256WithLf: null },
  });
  expect(await files.inspect(folder, "val/b.csv")).toEqual({ status: "missing" });
  expect(valueOf(await files.readTable(folder, "val/a.csv")).header).toEqual(["id"]);
});
