import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { failpoint } from "../../../harness/adapters/machine/failpoint.ts";
import { until } from "../../fixtures/executor/lab.ts";
import { ended, runCode } from "../../fixtures/executor/run-code.ts";

it("does nothing where it was not asked for", () => {
  failpoint("state.publish");
  expect(process.env["HARNESS_FAILPOINT"]).toBeUndefined();
});

it("stands still at the named place until it is killed, and says that it is there", async () => {
  const root = mkdtempSync(join(tmpdir(), "failpoint-"));
  const reached = join(root, "reached");
  const passed = join(root, "passed");
  const code = `
    import { writeFileSync } from "node:fs";
    it.failpoint("another");
    it.failpoint("here");
    writeFileSync(${JSON.stringify(passed)}, "");`;
  const environment = { HARNESS_FAILPOINT: "here", HARNESS_FAILPOINT_FILE: reached };
  const child = runCode("harness/adapters/machine/failpoint.ts", code, environment);
  await until(() => existsSync(reached), "the failpoint");
  child.kill("SIGTERM");
  expect(await ended(child)).toBe("SIGTERM");
  expect([readFileSync(reached, "utf8"), existsSync(passed)]).toEqual([`${child.pid ?? 0}\n`, false]);
  rmSync(root, { recursive: true });
});
