import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../harness/adapters/machine/package-root.ts";
import {
  evaluationRecord,
  prepareEvaluation,
  type EvaluationRequest,
} from "../../../harness/app/eval/prepare-evaluation.ts";
import { runFacts } from "../../../harness/domain/run/run-facts.ts";
import { depsOf } from "../plan/prepare.ts";

const wanted = (changes: Partial<EvaluationRequest> = {}): EvaluationRequest => ({
  model: { kind: "folder", path: join(packageRoot(), "datasets/tiny-world/base") },
  label: "mine",
  benchmark: "acquisition",
  split: null,
  protocol: {},
  subjects: null,
  limit: null,
  precision: "fp32",
  device: "auto",
  threads: 2,
  processes: 1,
  python: undefined,
  ...changes,
});

async function preparedEvaluation(changes: Partial<EvaluationRequest> = {}) {
  const result = await prepareEvaluation(wanted(changes), depsOf({}));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const TOLD = { modelName: "./base", command: "harness eval ./base", codeVersion: "1" };

describe("scoring one model", () => {
  it("is a plan of one run under its label", async () => {
    const { plan, request } = await preparedEvaluation({ limit: 2 });
    expect(plan.runs).toHaveLength(1);
    expect(plan.stages.map(({ id, runs }) => [id, runs])).toEqual([
      ["evaluate/acquisition/test/plain/cloze/0-shot", ["mine"]],
    ]);
    expect(plan.stages[0]?.inputs["limit"]).toBe(2);
    expect(request.machine.device).toBe("cpu");
  });

  it("refuses a label that names no run, a model and a benchmark that are not there, all at once", async () => {
    const model = { kind: "folder", path: "./nope" } as const;
    const result = await prepareEvaluation(wanted({ label: "a/b", model, benchmark: "nope" }), depsOf({}));
    expect(result.ok ? [] : result.error.problems.map(({ code }) => code)).toEqual([
      "bad-label",
      "no-model",
      "unknown-benchmark",
    ]);
  });

  it("is stored with what its page needs", async () => {
    const record = evaluationRecord(await preparedEvaluation(), undefined, TOLD);
    expect(record).toMatchObject({
      name: "mine",
      strategy: "mine",
      profile: "eval",
      seed: null,
      origin: "evaluated",
    });
    expect(runFacts.parse(record.facts).model.layers).toBe(8);
  });

  it("gathers what was asked of one model under one label, and keeps another model's results apart", async () => {
    const before = evaluationRecord(await preparedEvaluation(), undefined, TOLD);
    const known = { ...before, plannedAt: "", archived: false };
    const more = evaluationRecord(await preparedEvaluation({ benchmark: "retention" }), known, TOLD);
    expect(more.stages.map(({ stageId }) => stageId.split("/")[1])).toEqual(["acquisition", "retention"]);
    const stages = known.stages.map((stage) => ({
      ...stage,
      inputs: { ...stage.inputs, checkpoint: "other" },
    }));
    const other = evaluationRecord(
      await preparedEvaluation({ benchmark: "retention" }),
      { ...known, stages },
      TOLD,
    );
    expect(other.stages.map(({ stageId }) => stageId.split("/")[1])).toEqual(["retention"]);
  });
});
