import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { leftoversIn, liesIn, readFinished, type FinishedState } from "./finished-state.ts";
import { harness, leftOf, type Target } from "./harness-life.ts";
import { bear, type Borne, type Kill, type Ordeal } from "./killer.ts";
import { seededRandom } from "./random.ts";
import { smallRun } from "./small-run.ts";

const COMMAND = smallRun(["base", "full", "train-shallow"], {
  steps: 30,
  questions: 12,
  more: ["save_every=5"],
});
const RUNS = ["base@tiny-world#1", "full@tiny-world#1", "train-shallow@tiny-world#1"];
const MOST_LIVES = 60;
const SEED = Number(process.env["KILL_SEED"] ?? Date.now() % 1_000_000);
const random = seededRandom(SEED);

const folder = realpathSync(mkdtempSync(join(tmpdir(), "permafrost-kill-")));
const [calm, hunted] = [join(folder, "calm"), join(folder, "hunted")];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Kills at random moments, in a life that can't get past a failpoint: what it guards is still to come. */
function anywhere(targets: readonly Target[], guard: string, spanMs: number): Ordeal {
  const moments = targets.map((target) => ({ target, afterMs: 300 + random() * spanMs }));
  return { failpoint: guard, targets: ["harness"], moments, jobs: 2 };
}

const at = (failpoint: string, ...targets: readonly Target[]): Ordeal => ({ failpoint, targets });

/**
 * In the order in which a run reaches these places, so that each ordeal still has something to break. On one slot the
 * packed corpus comes first, then the start model's evaluation, and each training before the audit and evaluation of it.
 */
const ordeals = (spanMs: number): readonly Ordeal[] => [
  at("atomic.rename", "harness"),
  at("atomic.rename", "harness"),
  anywhere(["harness"], "state.publish", 600),
  anywhere(["harness"], "state.publish", 600),
  anywhere(["worker", "harness"], "state.publish", 2000),
  at("state.publish", "harness"),
  at("state.publish", "harness"),
  at("store.transaction", "harness"),
  at("store.transaction", "harness"),
  at("evaluate.write", "harness"),
  at("evaluate.write", "harness"),
  at("store.transaction", "harness"),
  at("store.transaction", "harness"),
  at("train.state-save", "worker", "torchrun"),
  anywhere(["harness"], "train.state-save", spanMs / 2),
  at("train.state-save", "torchrun", "harness"),
  at("train.state-save", "torchrun", "worker"),
  anywhere(["torchrun", "harness"], "train.output-save", spanMs / 2),
  anywhere(["worker", "harness"], "train.output-save", spanMs / 2),
  at("train.output-save", "worker", "torchrun"),
  at("train.output-save", "torchrun", "worker"),
  at("train.output-save", "harness"),
  at("state.publish", "harness"),
  at("store.transaction", "harness"),
  anywhere(["worker", "harness"], "evaluate.write", spanMs / 2),
  at("evaluate.write", "worker", "torchrun"),
  at("evaluate.write", "worker", "harness"),
  at("store.transaction", "harness"),
  at("store.transaction", "harness"),
];

describe.skipIf(process.platform !== "linux")(
  "a run that is killed again and again",
  { timeout: 1_500_000 },
  () => {
    const borne: Borne[] = [];
    let undisturbed: FinishedState;
    let outcome: FinishedState;

    const countKills = (isIt: (kill: Kill) => boolean): number =>
      borne.flatMap(({ kills }) => kills).filter(isIt).length;

    beforeAll(async () => {
      mkdirSync(hunted);
      const startedMs = performance.now();
      const first = await harness([...COMMAND, "--state", calm]);
      expect(first.ending, first.said).toBe(0);
      const spanMs = performance.now() - startedMs;
      undisturbed = await readFinished(calm, { command: COMMAND, runs: RUNS });
      process.stderr.write(`KILL_SEED=${SEED}; undisturbed the run takes ${Math.round(spanMs / 1000)} s\n`);

      for (const ordeal of ordeals(spanMs)) {
        const life = await bear(ordeal, { state: hunted, command: COMMAND });
        borne.push(life);
        process.stderr.write(`${describeLife(life)}\n`);
        expect(liesIn(hunted), describeLife(life)).toEqual([]);
      }
      for (let lives = 0; borne.at(-1)?.ending !== 0 && lives < MOST_LIVES; lives += 1) {
        const moments = lives < 2 ? [{ target: "harness" as const, afterMs: random() * spanMs }] : [];
        borne.push(
          await bear({ failpoint: null, targets: [], moments, jobs: 2 }, { state: hunted, command: COMMAND }),
        );
      }
      outcome = await readFinished(hunted, { command: COMMAND, runs: RUNS });
      process.stderr.write(
        `${countKills(() => true)} kills in ${Math.round((performance.now() - startedMs) / 1000)} s\n`,
      );
    }, 1_500_000);

    test("was killed at least 25 times, each kind of process, and at least five times in each of the worst places", () => {
      expect(countKills(() => true)).toBeGreaterThanOrEqual(25);
      for (const target of ["harness", "torchrun", "worker"]) {
        expect(
          countKills((kill) => kill.target === target),
          target,
        ).toBeGreaterThanOrEqual(5);
      }
      for (const place of ["train.state-save", "train.output-save", "evaluate.write", "store.transaction"]) {
        expect(
          countKills((kill) => kill.at === place),
          place,
        ).toBeGreaterThanOrEqual(5);
      }
      for (const place of ["state.publish", "atomic.rename", "anywhere"]) {
        expect(
          countKills((kill) => kill.at === place),
          place,
        ).toBeGreaterThanOrEqual(2);
      }
    });

    test("ends at last, with the same scores, log-probabilities, models and audits as an undisturbed one", () => {
      expect(borne.at(-1)?.ending).toBe(0);
      expect(Object.keys(outcome.models)).toHaveLength(2);
      expect(outcome).toEqual(undisturbed);
    });

    test("went on where it had stopped: outputs were found complete, trainings resumed, leftovers ended", () => {
      const said = borne.map((life) => life.said).join("");
      expect(said).toMatch(/✓ .+ found complete/);
      expect(said).toMatch(/↻ .+ train goes on from step (?:5|10|15|20|25)\n/);
      expect(said).toMatch(/ended \d+ process(?:es)? that an earlier run had left behind/);
    });

    test("has passed its audits", async () => {
      for (const run of RUNS.slice(1)) {
        const audit = await harness(["audit", run, "--state", hunted]);
        expect(audit.ending, audit.said).toBe(0);
      }
    });

    test("leaves nothing half-written, nothing to resume, and no process", async () => {
      expect(leftoversIn(hunted)).toEqual([]);
      expect(await leftOf(hunted)).toEqual([]);
    });

    test("tells of every worker or torchrun that was killed, and ends with exit code 1", () => {
      const survivors = borne.filter(
        ({ ending, kills }) => ending !== 0 && kills.every((kill) => kill.target !== "harness"),
      );
      expect(survivors.length).toBeGreaterThanOrEqual(5);
      for (const { ending, said, kills } of survivors) {
        expect(ending).toBe(1);
        // Evaluations of one checkpoint share a process, and each of them is told.
        const told = said.match(/✗ .+ was killed from outside \(SIGKILL\)/g) ?? [];
        expect(told.length, said).toBeGreaterThanOrEqual(kills.length);
        expect(said).toContain("mostly that is the kernel, because memory ran out");
      }
    });
  },
);

/** e.g. "train.state-save worker, train.state-save torchrun -> 1" */
const describeLife = ({ kills, ending }: Borne): string =>
  `${kills.map((kill) => `${kill.at} ${kill.target}`).join(", ")} -> ${ending}`;
