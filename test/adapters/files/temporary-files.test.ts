import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeTemporaries } from "../../../harness/adapters/files/temporary-files.ts";
import { until } from "../../fixtures/executor/lab.ts";
import { ended, runCode } from "../../fixtures/executor/run-code.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "temporary-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("removes what a process left that was killed before it could rename", async () => {
  const reached = join(folder, "reached");
  const code = `it.writeFileAtomic(${JSON.stringify(join(folder, "plan.json"))}, "{}");`;
  const places = { HARNESS_FAILPOINT: "atomic.rename", HARNESS_FAILPOINT_FILE: reached };
  const child = runCode("harness/adapters/files/atomic.ts", code, places);
  await until(() => readdirSync(folder).includes("reached"), "the failpoint");
  removeTemporaries(folder);
  expect(readdirSync(folder)).toHaveLength(2); // of a process that runs
  child.kill("SIGKILL");
  await ended(child);
  removeTemporaries(folder);
  expect(readdirSync(folder)).toEqual(["reached"]);
});

it("removes folders as well, and nothing that only looks alike", () => {
  mkdirSync(join(folder, ".abc.999999999-0a1b2c.tmp"));
  const others = [".abc.tmp", "abc.999999999-0a1b2c.tmp", ".abc.999999999-0a1b2c", "notes.tmp"];
  for (const name of others) writeFileSync(join(folder, name), "");
  removeTemporaries(folder);
  expect(readdirSync(folder).sort()).toEqual([...others].sort());
});
