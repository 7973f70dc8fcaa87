import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withoutMissingOutputs } from "../../../harness/app/run/missing-outputs.ts";
import { fakeStage, planOf } from "../../fixtures/plan.ts";
import { RunFolder, writeOutput } from "../../fixtures/run-folder.ts";

const pack = fakeStage("pack", { kind: "pack" });
const train = fakeStage("train", { kind: "train", needs: [pack] });
const audit = fakeStage("audit", { kind: "audit", needs: [train] });
const old = fakeStage("old benchmark", { kind: "evaluate", needs: [train], of: train });
const fresh = fakeStage("new benchmark", { kind: "evaluate", needs: [train], of: train });
const plan = planOf([pack, train, audit, old, fresh]);
const all = new Set(plan.stages.map(({ fingerprint }) => fingerprint));
const allBut = (...stages: readonly { readonly fingerprint: string }[]): ReadonlySet<string> =>
  new Set([...all].filter((one) => !stages.some(({ fingerprint }) => fingerprint === one)));

let here: RunFolder;
beforeEach(() => {
  here = new RunFolder();
});
afterEach(() => {
  here.close();
});

describe("a stage whose output is gone", () => {
  it("stays done while nothing that is to be done reads it", () => {
    expect(withoutMissingOutputs(plan, all, here.state)).toEqual(all);
  });

  it("is done again where a new benchmark needs it, with what it needs itself; its audit and scores stay", () => {
    expect(withoutMissingOutputs(plan, allBut(fresh), here.state)).toEqual(allBut(fresh, train, pack));
  });

  it("is done again without the packed corpus, where that is still there", () => {
    writeOutput(here.state.outputFolder(pack.fingerprint), pack);
    expect(withoutMissingOutputs(plan, allBut(fresh), here.state)).toEqual(allBut(fresh, train));
  });

  it("is one whose marker does not fit, too", () => {
    writeOutput(here.state.outputFolder(train.fingerprint), pack);
    expect(withoutMissingOutputs(plan, allBut(fresh), here.state).has(train.fingerprint)).toBe(false);
    writeOutput(here.state.outputFolder(train.fingerprint), train);
    expect(withoutMissingOutputs(plan, allBut(fresh), here.state)).toEqual(allBut(fresh));
  });
});
