import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clearLeftovers } from "../../../harness/app/run/clear-leftovers.ts";
import { fakeStage } from "../../fixtures/plan.ts";
import { RunFolder, writeOutput } from "../../fixtures/run-folder.ts";

const train = fakeStage("train", { kind: "train" });

let here: RunFolder;
beforeEach(() => {
  here = new RunFolder();
});
afterEach(() => {
  here.close();
});

const clear = (...done: readonly string[]): void => {
  clearLeftovers(new Set(done), here.context);
};
const partial = (): string => {
  const folder = here.state.partialFolder(train.fingerprint);
  mkdirSync(folder, { recursive: true });
  return folder;
};

describe("after a process was killed", () => {
  it("its attempts are ended, and what they left half-written is gone; what they finished stays", () => {
    const folder = here.beginAttempt(train);
    mkdirSync(join(folder, "output.tmp"));
    writeOutput(join(folder, "output"), train);
    clear();
    expect(here.store.openAttempts()).toEqual([]);
    expect(here.store.attempts(train.fingerprint)[0]).toMatchObject({ outcome: "cancelled" });
    expect(existsSync(join(folder, "output.tmp"))).toBe(false);
    expect(here.state.readMarker(join(folder, "output"), train.fingerprint)).not.toBeNull();
  });

  it("an attempt at what is done counts as done", () => {
    here.beginAttempt(train);
    clear(train.fingerprint);
    expect(here.store.attempts(train.fingerprint)[0]).toMatchObject({ outcome: "done", failure: null });
  });

  it("the state to resume from goes once its stage is done", () => {
    const folder = partial();
    writeOutput(here.state.outputFolder(train.fingerprint), train);
    clear(train.fingerprint);
    expect(existsSync(folder)).toBe(false);
  });

  it("the state to resume from stays while its stage is not done, or is done again after its output was freed", () => {
    const folder = partial();
    clear();
    expect(existsSync(folder)).toBe(true);
    clear(train.fingerprint);
    expect(existsSync(folder)).toBe(true);
  });

  it("its temporary files are gone, but not those of a process that runs", () => {
    const dead = join(here.root, ".hashes.json.999999999-0a1b2c.tmp");
    const alive = join(here.root, `.hashes.json.${process.ppid}-0a1b2c.tmp`);
    for (const file of [dead, alive]) writeFileSync(file, "{");
    clear();
    expect([existsSync(dead), existsSync(alive)]).toEqual([false, true]);
  });
});
