import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BenchmarkPrompts } from "../../../harness/app/ports/benchmarks.ts";
import { adoptFinished } from "../../../harness/app/run/adopt-finished.ts";
import type { RunEvent } from "../../../harness/domain/run/events.ts";
import { fakeStage, planOf } from "../../fixtures/plan.ts";
import { RunFolder, writeOutput } from "../../fixtures/run-folder.ts";

const pack = fakeStage("pack", { kind: "pack" });
const train = fakeStage("train", { kind: "train", needs: [pack] });
const audit = fakeStage("audit", { kind: "audit", needs: [train] });
const score = fakeStage("score", { kind: "evaluate", needs: [train], of: train });
const plan = planOf([pack, train, audit, score]);
const FINE = { "audit.json": JSON.stringify({ ok: true, problems: [] }) };

let here: RunFolder;
let events: RunEvent[];
beforeEach(() => {
  here = new RunFolder();
  events = [];
});
afterEach(() => {
  here.close();
});

const prompts: BenchmarkPrompts = { promptsFor: () => Promise.resolve({ ok: true, value: [] }) };
const adopt = async (): Promise<readonly string[]> => {
  const done = await adoptFinished(
    plan,
    { ...here.context, benchmarks: prompts },
    (event) => void events.push(event),
  );
  return plan.stages.filter(({ fingerprint }) => done.has(fingerprint)).map(({ id }) => id);
};
const place = (stage: typeof pack): string => here.state.outputFolder(stage.fingerprint);

describe("adopting", () => {
  it("finds nothing where nothing is", async () => {
    expect(await adopt()).toEqual([]);
    expect(events).toEqual([]);
  });

  it("records what lies complete in the cache of a lost database, and tells of it", async () => {
    writeOutput(place(pack), pack);
    writeOutput(place(train), train);
    writeOutput(place(audit), audit, FINE);
    expect(await adopt()).toEqual(["pack", "train", "audit"]);
    expect(events.map((event) => event.event)).toEqual(["stage-done", "stage-done", "stage-done"]);
    expect(events[0]).toMatchObject({ stage: "pack", adopted: true });
    expect(here.store.doneStages([train.fingerprint]).get(train.fingerprint)?.summary).toEqual({ steps: 3 });
    events.length = 0;
    expect(await adopt()).toEqual(["pack", "train", "audit"]);
    expect(events).toEqual([]);
  });

  it("publishes what an attempt had finished when its harness was killed", async () => {
    const attempt = here.beginAttempt(pack);
    writeOutput(join(attempt, "output"), pack);
    expect(await adopt()).toEqual(["pack"]);
    expect(here.state.readMarker(place(pack), pack.fingerprint)).not.toBeNull();
    expect(existsSync(join(attempt, "output"))).toBe(false);
  });

  it("takes nothing whose marker is of another stage, or whose files have another size", async () => {
    writeOutput(place(pack), train);
    expect(await adopt()).toEqual([]);
    writeOutput(place(pack), pack);
    writeFileSync(join(place(pack), "result.txt"), "do");
    expect(await adopt()).toEqual([]);
  });

  it("takes nothing before what it was made of", async () => {
    writeOutput(place(train), train);
    expect(await adopt()).toEqual([]);
  });

  it("takes no audit that found something, and no answers that are damaged", async () => {
    here.recordDone(pack);
    here.recordDone(train);
    writeOutput(place(audit), audit, {
      "audit.json": JSON.stringify({ ok: false, problems: ["w changed"] }),
    });
    writeOutput(place(score), score, { "results.jsonl": "{]\n" });
    expect(await adopt()).toEqual(["pack", "train"]);
  });
});
