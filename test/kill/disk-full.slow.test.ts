import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { leftoversIn, liesIn, modelHashes } from "./finished-state.ts";
import { harness, leftOf, type Ending } from "./harness-life.ts";
import { scratchFolder } from "./scratch.ts";
import { smallRun } from "./small-run.ts";

/** A model of 0.9 M parameters takes 3.6 MB, and the state to resume from three times that. */
const COMMAND = smallRun(["full"], { steps: 12, questions: 1 });
const disk = join(scratchFolder(), "disk");
const state = join(disk, "state");

const shell = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0;
mkdirSync(disk);
const isMounted =
  process.platform === "linux" && shell("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk);
if (!isMounted) process.stderr.write("a full disk is not tried: only root may mount a small one, on Linux\n");
afterAll(() => {
  if (isMounted) shell("umount", "--lazy", disk);
});

/** How the run ended, and the lines that say what went wrong. */
async function run(): Promise<{ readonly ending: Ending; readonly said: string }> {
  const { ending, said } = await harness([...COMMAND, "--state", state]);
  expect(said).not.toContain("    at "); // no stack trace
  expect(await leftOf(state)).toEqual([]);
  return { ending, said };
}

describe.skipIf(!isMounted)("a disk that is full", { timeout: 300_000 }, () => {
  test("before there is a database is told as that", async () => {
    const filler = join(disk, "filler");
    spawnSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=1k", "count=2980"]);
    const { ending, said } = await run();
    expect(ending).toBe(2);
    expect(said).toMatch(/harness\.db: the disk is full\n +free some space/);
    rmSync(filler);
  });

  test("while a model is saved is told with what to do, and damages nothing", async () => {
    const { ending, said } = await run();
    expect(ending).toBe(1);
    expect(said).toContain("✗ full@tiny-world#1 train: train found the disk full");
    expect(said).toContain("then run the same command again");
    expect(liesIn(state)).toEqual([]);
    expect(modelHashes(state)).toEqual({});
  });

  test("with not even room for a log is told as that too", async () => {
    const filler = join(disk, "filler");
    const free = Number(
      spawnSync("df", ["--output=avail", "-k", disk], { encoding: "utf8" }).stdout.split("\n")[1],
    );
    writeFileSync(filler, Buffer.alloc((free - 24) * 1024));
    const { ending, said } = await run();
    expect([1, 2]).toContain(ending);
    expect(said).toMatch(/disk (?:is )?full/);
    rmSync(filler);
    expect(liesIn(state)).toEqual([]);
  });

  test("that got room again lets the same command go on to its end", async () => {
    expect(shell("mount", "-o", "remount,size=64m", disk)).toBe(true);
    const { ending, said } = await run();
    expect(ending, said).toBe(0);
    expect(said).toContain("1 already done"); // the packed corpus was kept
    expect(leftoversIn(state)).toEqual([]);
    expect(Object.keys(modelHashes(state))).toHaveLength(1);
  });
});
