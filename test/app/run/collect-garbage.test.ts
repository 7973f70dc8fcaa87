import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findGarbage, type CachedFolder, type Keep } from "../../../harness/app/run/collect-garbage.ts";
import { fakeStage } from "../../fixtures/plan.ts";
import { RunFolder } from "../../fixtures/run-folder.ts";

const train = fakeStage("train", { kind: "train" });
const score = fakeStage("score", { kind: "evaluate", needs: [train], of: train });
const late = fakeStage("late", { kind: "evaluate", needs: [train], of: train });

let here: RunFolder;
beforeEach(() => {
  here = new RunFolder();
  here.recordRun("full@demo#1", [train, score]);
});
afterEach(() => {
  here.close();
});

const folder = (name: string): CachedFolder => ({ name, folder: `/cache/${name}`, bytes: 10 });
const garbage = (keep: Keep, ...names: readonly string[]) =>
  findGarbage(here.store, names.map(folder), keep).map(({ name, why }) => ({ name, why }));
const partial = `${train.fingerprint}.partial`;

describe("garbage", () => {
  it("is what no run refers to", () => {
    expect(garbage("checkpoints", "0".repeat(64), score.fingerprint, train.fingerprint)).toEqual([
      { name: "0".repeat(64), why: "unused" },
    ]);
  });

  it("is the state to resume from of what is done, and of what no run refers to", () => {
    expect(garbage("checkpoints", partial)).toEqual([]);
    here.recordDone(train);
    expect(garbage("checkpoints", train.fingerprint, partial)).toEqual([
      { name: partial, why: "stale-partial" },
    ]);
    expect(garbage("checkpoints", "1.partial")).toEqual([{ name: "1.partial", why: "stale-partial" }]);
  });

  it("is not the state of a training that is done again because its output was freed", () => {
    here.recordDone(train);
    expect(garbage("scores", partial)).toEqual([]);
  });

  it("is a checkpoint of finished runs where only scores are kept, and then no score", () => {
    here.recordDone(train);
    expect(garbage("scores", train.fingerprint)).toEqual([]);
    here.recordDone(score);
    expect(garbage("checkpoints", train.fingerprint, score.fingerprint)).toEqual([]);
    expect(garbage("scores", train.fingerprint, score.fingerprint)).toEqual([
      { name: train.fingerprint, why: "checkpoint" },
    ]);
  });

  it("is no checkpoint that a run still needs, though another run with it is finished", () => {
    here.recordDone(train);
    here.recordDone(score);
    here.recordRun("full@other#1", [train, late]);
    expect(garbage("scores", train.fingerprint)).toEqual([]);
  });
});
