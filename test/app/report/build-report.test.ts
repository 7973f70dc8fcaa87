import { describe, expect, it } from "vitest";
import { stateFolder } from "../../../harness/adapters/files/state-folder.ts";
import { buildReport } from "../../../harness/app/report/build-report.ts";
import type { EvaluationHead, Store } from "../../../harness/app/ports/store.ts";
import { runRecords } from "../../../harness/app/run/run-records.ts";
import type { Stage } from "../../../harness/domain/plan/stage.ts";
import { folderWith } from "../../cli/harness.ts";
import { memoryStore, NOW } from "../compare/stored-runs.ts";
import { depsOf, prepared } from "../plan/prepare.ts";

const PREPARED = await prepared(["base.yaml", "shallow.yaml"], { profile: { baseline: "base" } });

function headOf({ fingerprint, work }: Stage, n: number): EvaluationHead {
  if (work.kind !== "evaluate") throw new Error("no evaluation");
  const { card, split, protocol } = work.target;
  return {
    fingerprint,
    benchmark: card.name,
    protocol: protocol.name,
    mode: protocol.mode,
    shots: protocol.shots,
    split: split.name,
    n,
    protocolHash: protocol.hash,
    dataHash: "d",
    modelHash: "m",
    strategyHash: work.strategyHash,
    codeVersion: "1",
    libraries: {},
  };
}

/** Both runs done: base knows every fourth of 48 questions, the trained one all but every eighth. */
function stored(): Store {
  const store = memoryStore();
  store.recordRuns(runRecords(PREPARED, "1"), NOW);
  for (const stage of PREPARED.plan.stages) {
    const { fingerprint, inputs, work } = stage;
    const done = {
      fingerprint,
      kind: work.kind,
      inputs,
      owner: "x",
      doneAt: NOW,
      durationMs: 5,
      summary: {},
    };
    if (work.kind !== "evaluate") {
      store.completeStage(done);
      continue;
    }
    const isRight = (i: number): boolean => (work.train === null ? i % 4 === 0 : i % 8 !== 0);
    const items = Array.from({ length: 48 }, (_, i) => ({
      subject: "specialty",
      id: `a${String(i).padStart(4, "0")}`,
      cluster: `town-${i % 12}`,
      answer: "B",
      numChoices: 4,
      prediction: isRight(i) ? "B" : "A",
      correct: isRight(i) ? (1 as const) : (0 as const),
      ties: 0,
      truncated: false,
      logprobs: [-1, -2, -3, -4],
      tokens: [1, 1, 1, 1],
      extracted: null,
      text: null,
    }));
    store.completeStage(done, { head: headOf(stage, items.length), scores: [], items });
  }
  return store;
}

async function built(store: Store) {
  const deps = { store, state: stateFolder(folderWith()), files: depsOf({}).benchmarks };
  const report = await buildReport({ name: "demo", runs: store.runs(), version: "1" }, deps);
  if (!report.ok) throw new Error(JSON.stringify(report.error));
  return report.value;
}

describe("a report", () => {
  it("has every run, strategy and comparison of a profile, with the conditions of each score", async () => {
    const report = await built(stored());
    expect(report.runs.map(({ run, status }) => [run, status])).toEqual([
      ["base@demo#1", "done"],
      ["shallow@demo#1", "done"],
    ]);
    expect(report.profile).toMatchObject({ name: "demo", layers: 8, baseline: "base" });
    expect(report.benchmarks).toEqual([
      expect.objectContaining({
        benchmark: "acquisition",
        split: "test",
        mode: "cloze",
        shots: 0,
        n: 48,
        chance: 0.25,
      }),
    ]);
    const [comparison] = report.comparisons;
    expect(comparison).toMatchObject({ a: "shallow", b: "base", n: 48, scoreA: 0.875, scoreB: 0.25 });
    expect(comparison?.discordantTotal).toBe(42);
    expect(comparison?.discordant[0]?.question).toMatch(/：$/); // the tiny world's questions are public
  });

  it("is the same for the same results, whenever it is asked for", async () => {
    expect(JSON.stringify(await built(stored()))).toBe(JSON.stringify(await built(stored())));
  });

  it("of nothing is refused, with what to do", async () => {
    const store = memoryStore();
    const deps = { store, state: stateFolder(folderWith()), files: depsOf({}).benchmarks };
    const report = await buildReport({ name: "demo", runs: [], version: "1" }, deps);
    expect(report.ok ? null : report.error.problems[0]?.hint).toContain("harness run strategies/*.yaml");
  });
});
