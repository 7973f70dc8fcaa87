import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { leftoversIn, modelHashes, readFinished } from "./finished-state.ts";
import { harness, type ToldEvent } from "./harness-life.ts";
import { scratchFolder } from "./scratch.ts";
import { onlyRetention, smallRun } from "./small-run.ts";

const SMALL = { steps: 12, questions: 2 };
const COMMAND = onlyRetention(["full"], SMALL);
const WIDER = smallRun(["full"], SMALL); // asks the acquisition benchmark as well
const RUN = "full@tiny-world#1";
const folder = scratchFolder();
const state = join(folder, "state");

const stagesWith = (events: readonly ToldEvent[], name: string): readonly string[] =>
  events.filter(({ event }) => event === name).map(({ stage }) => stage ?? "");

/** The run once more: the stages that were started and those that were found complete. */
async function rerun(command: readonly string[]) {
  const life = await harness([...command, "--json", "--state", state]);
  expect(life.ending, life.said).toBe(0);
  const events = life.events();
  const adopted = events.filter(({ event, adopted }) => event === "stage-done" && adopted === true);
  return { started: stagesWith(events, "stage-started"), adopted: adopted.map(({ stage }) => stage ?? "") };
}

/** One state folder, to which one thing after the other happens. */
describe("a finished run", { timeout: 300_000 }, () => {
  let models: ReturnType<typeof modelHashes>;
  const scores = async (command: readonly string[]): Promise<string> =>
    (await readFinished(state, { command, runs: [RUN] })).scores;

  beforeAll(async () => {
    const first = await harness([...COMMAND, "--state", state]);
    expect(first.ending, first.said).toBe(0);
    models = modelHashes(state);
  }, 300_000);

  test("whose database is deleted is found again: everything is taken from the cache, nothing is done anew", async () => {
    const before = await scores(COMMAND);
    for (const name of readdirSync(state).filter((name) => name.startsWith("harness.db")))
      rmSync(join(state, name));
    const { started, adopted } = await rerun(COMMAND);
    expect(started).toEqual([]);
    expect(adopted).toHaveLength(4); // pack, train, audit, evaluate
    expect(await scores(COMMAND)).toBe(before);
  });

  test("may lose its checkpoint to gc and is all done still", async () => {
    const [train = ""] = Object.keys(models);
    const gc = await harness(["gc", "--keep", "scores", "--state", state]);
    expect(gc.ending, gc.said).toBe(0);
    expect(gc.output).toContain("checkpoint of a finished run");
    expect(existsSync(join(state, "cache", train))).toBe(false);
    expect((await rerun(COMMAND)).started).toEqual([]);
  });

  test("whose cache is deleted trains again what a new benchmark needs, to the same model, and no more", async () => {
    const before = await scores(COMMAND);
    rmSync(join(state, "cache"), { recursive: true });
    expect((await rerun(COMMAND)).started).toEqual([]);
    const { started } = await rerun(WIDER);
    expect(started).toEqual(["pack", "train", expect.stringMatching(/^evaluate\/acquisition\//)]);
    expect(modelHashes(state)).toEqual(models);
    expect(await scores(COMMAND)).toBe(before);
    expect(leftoversIn(state)).toEqual([]);
  });
});
