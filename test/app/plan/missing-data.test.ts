import { describe, expect, it } from "vitest";
import { missingData } from "../../../harness/app/plan/missing-data.ts";
import { memoryStore, NOW } from "../compare/stored-runs.ts";
import { depsOf, prepared } from "./prepare.ts";

const profile = {
  benchmarks:
    "[{ name: acquisition }, { name: ceval, protocols: [{ style: official, mode: logit, shots: 0 }, { style: official, mode: logit, shots: 5 }] }]",
};

describe("the data that a plan needs", () => {
  it("is told where it is missing, once for all protocols that read it", async () => {
    const { plan } = await prepared(["base.yaml"], { profile });
    const problems = await missingData(plan, { store: null, files: depsOf({}).benchmarks });
    expect(problems.map(({ message }) => /ceval\/(\w+)\//.exec(message)?.[1])).toEqual(["val", "dev"]);
    expect(problems[0]?.hint).toContain("harness data import ceval --from DIR_OR_ZIP");
  });

  it("is not needed for what is done already", async () => {
    const { plan } = await prepared(["base.yaml"], { profile });
    const store = memoryStore();
    for (const { fingerprint, inputs, work } of plan.stages) {
      store.completeStage({
        fingerprint,
        kind: work.kind,
        inputs,
        owner: "x",
        doneAt: NOW,
        durationMs: 1,
        summary: {},
      });
    }
    expect(await missingData(plan, { store, files: depsOf({}).benchmarks })).toEqual([]);
  });

  it("of the embedded demonstration is always here", async () => {
    const { plan } = await prepared(["base.yaml"]);
    expect(await missingData(plan, { store: null, files: depsOf({}).benchmarks })).toEqual([]);
  });
});
