import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nightlyFiles } from "../../../harness/app/init/nightly-text.ts";

const folder = mkdtempSync(join(tmpdir(), "permafrost-nightly-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the script that cron would run, with a `harness` that ends each command as it is told. */
function night(codes: Readonly<Record<string, number>>): {
  readonly status: number | null;
  readonly called: string;
} {
  mkdirSync(join(folder, "nightly"), { recursive: true });
  const [script] = nightlyFiles("cron", folder).files;
  writeFileSync(join(folder, "nightly/run.sh"), script?.text ?? "");
  const cases = Object.entries(codes).map(([name, code]) => `${name}) exit ${code};;`);
  writeFileSync(join(folder, "harness"), `#!/bin/sh\necho "$1 $PWD"\ncase $1 in ${cases.join(" ")} esac\n`);
  chmodSync(join(folder, "harness"), 0o755);
  const path = `${folder}:${process.env["PATH"] ?? ""}`;
  const run = spawnSync("bash", [join(folder, "nightly/run.sh")], {
    cwd: "/",
    env: { PATH: path },
    encoding: "utf8",
  });
  return { status: run.status, called: run.stdout.replaceAll(` ${folder}\n`, " ").trim() };
}

test.each([
  ["all is well", {}, { status: 0, called: "run report site" }],
  [
    "a run fails: what is done is reported all the same",
    { run: 1 },
    { status: 1, called: "run report site" },
  ],
  ["the last night is still at work", { run: 75 }, { status: 75, called: "run" }],
  ["the report fails", { report: 1 }, { status: 1, called: "run report" }],
  ["the site fails after a run did", { run: 2, site: 1 }, { status: 2, called: "run report site" }],
])("%s", (_title, codes, expected) => {
  expect(night(codes)).toEqual(expected);
});
