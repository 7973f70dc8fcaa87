import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { leftoversIn, liesIn, modelHashes } from "./finished-state.ts";
import { harness, HarnessLife, leftOf } from "./harness-life.ts";
import { scratchFolder } from "./scratch.ts";
import { smallRun } from "./small-run.ts";

const COMMAND = smallRun(["full"], { steps: 120, questions: 1 });
const folder = scratchFolder();
const stateOf = (name: string): string => join(folder, name);

const start = (state: string): HarnessLife => new HarnessLife([...COMMAND, "--json", "--state", state]);

/** A harness that is in the middle of its training. */
async function inTraining(state: string): Promise<HarnessLife> {
  const life = start(state);
  await life.seen(
    "the tenth step",
    ({ event, stage, done = 0 }) => event === "stage-progress" && stage === "train" && done >= 10,
  );
  return life;
}

describe.skipIf(process.platform !== "linux")("stopping", { timeout: 600_000 }, () => {
  let undisturbed: ReturnType<typeof modelHashes>;
  beforeAll(async () => {
    const calm = await harness([...COMMAND, "--state", stateOf("calm")]);
    expect(calm.ending, calm.said).toBe(0);
    undisturbed = modelHashes(stateOf("calm"));
    expect(Object.keys(undisturbed)).toHaveLength(1);
  }, 600_000);

  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s saves the state, leaves no process, ends with 130, and the next run goes on to the same model",
    async (signal) => {
      const state = stateOf(signal);
      const life = await inTraining(state);
      life.signal(signal);
      expect(await life.ended, life.said).toBe(130);
      expect(life.said).toContain(
        `stopping (${signal}): running stages save their state; again to end them at once`,
      );
      expect(life.said).toContain("✗ full@tiny-world#1 train: train was stopped");
      expect(await leftOf(state)).toEqual([]);
      expect(liesIn(state)).toEqual([]);
      const [partial = ""] = readdirSync(join(state, "cache")).filter((name) => name.endsWith(".partial"));
      const [saved = ""] = readdirSync(join(state, "cache", partial));
      expect(saved).toMatch(/^step-\d{6}$/);

      const again = await harness([...COMMAND, "--state", state]);
      expect(again.ending, again.said).toBe(0);
      expect(again.said).toContain(
        `full@tiny-world#1 train goes on from step ${Number(saved.slice("step-".length))}`,
      );
      expect(modelHashes(state)).toEqual(undisturbed);
      expect(leftoversIn(state)).toEqual([]);
    },
  );

  test("a second Ctrl-C ends everything at once, and the next run is none the worse", async () => {
    const state = stateOf("twice");
    const life = await inTraining(state);
    life.signal("SIGINT");
    life.signal("SIGINT");
    const asked = performance.now();
    expect(await life.ended, life.said).toBe(130);
    expect(performance.now() - asked).toBeLessThan(15_000);
    expect(await leftOf(state)).toEqual([]);
    expect(liesIn(state)).toEqual([]);
    const again = await harness([...COMMAND, "--state", state]);
    expect(again.ending, again.said).toBe(0);
    expect(modelHashes(state)).toEqual(undisturbed);
  });

  test("a second harness on the same state folder ends at once with 75 and says who works there since when", async () => {
    const state = stateOf("shared");
    const began = Date.now();
    const life = await inTraining(state);
    const second = await harness([...COMMAND, "--state", state]);
    expect(second.ending).toBe(75);
    const { pid, since } =
      /in use by process (?<pid>\d+) on \S+ since (?<since>\S+) \(/.exec(second.said)?.groups ?? {};
    expect(Number(pid), second.said).toBe(life.pid);
    expect(Math.abs(Date.parse(since ?? "") - began)).toBeLessThan(120_000);
    expect(second.said).toContain(
      "wait for it, look at it with `harness status`, or work elsewhere with --state DIR",
    );
    expect(life.isOver).toBe(false);
    life.signal("SIGINT");
    expect(await life.ended).toBe(130);
  });
});
