import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { leftoversIn, liesIn, modelHashes } from "./finished-state.ts";
import { harness, leftOf } from "./harness-life.ts";
import { scratchFolder } from "./scratch.ts";
import { smallRun } from "./small-run.ts";

/** A worker that goes wrong in each way that a worker can: the failpoints are in harness/worker/contract.py. */
const folder = scratchFolder();
const SMALL = { steps: 12, questions: 1 };

const FAULTS = [
  {
    fault: "crash",
    title: "train stopped with an error: RuntimeError: the failpoint train.crash was reached",
    next: "mend what it says, then run the same command again",
  },
  {
    fault: "hang",
    title: /train said nothing for \d+ s, so it was ended/,
    next: "raise stall_timeout, then run the same command again",
  },
  {
    fault: "oom-kill",
    title: "train was killed from outside (SIGKILL)",
    next: "mostly that is the kernel, because memory ran out",
  },
] as const;

describe.skipIf(process.platform !== "linux")("a worker that goes wrong", { timeout: 600_000 }, () => {
  const models: unknown[] = [];

  test.each(FAULTS)(
    "by a $fault is told in one sentence, leaves nothing, and the next run completes",
    async ({ fault, title, next }) => {
      const state = join(folder, fault);
      // A worker says nothing while it imports torch: on a busy machine that takes a while.
      const more = fault === "hang" ? ["stall_timeout=20s"] : [];
      const command = [...smallRun(["full"], { ...SMALL, more }), "--state", state];
      const first = await harness(command, { HARNESS_FAILPOINT: `train.${fault}` });
      expect(first.ending, first.said).toBe(1);
      const told = first.said.split("\n").filter((line) => line.includes("✗"));
      expect(told, first.said).toHaveLength(1);
      expect(told[0]).toMatch(title);
      expect(first.said).toContain(next);
      expect(first.said).not.toContain("    at "); // no stack trace
      expect(await leftOf(state)).toEqual([]);
      expect(liesIn(state)).toEqual([]);

      const again = await harness(command);
      expect(again.ending, again.said).toBe(0);
      expect(leftoversIn(state)).toEqual([]);
      models.push(modelHashes(state));
    },
  );

  test("ends with the same model, whatever went wrong before", () => {
    expect(models).toHaveLength(FAULTS.length);
    expect(new Set(models.map((model) => JSON.stringify(model))).size).toBe(1);
  });
});
