import { describe, expect, it } from "vitest";
import { buildEvaluationPlan, buildPlan, type PlanRequest } from "../../../harness/domain/plan/build-plan.ts";
import { hashJson, sha256 } from "../../../harness/domain/hash.ts";
import type { Plan } from "../../../harness/domain/plan/stage.ts";
import { prepared } from "../../app/plan/prepare.ts";

const { request } = await prepared(["base.yaml", "shallow.yaml", "shallow-again.yaml", "deep.yaml"], {
  profile: { seeds: "[1, 2]", benchmarks: "[{ name: acquisition }, { name: retention }]" },
});

const plan = buildPlan(request);
const fingerprintsOf = ({ stages }: Plan, kind: string): readonly string[] =>
  stages.filter(({ work }) => work.kind === kind).map(({ fingerprint }) => fingerprint);

/** Which kinds of stages change when the request does. */
function changedBy(changes: Partial<PlanRequest>): readonly string[] {
  const other = buildPlan({ ...request, ...changes });
  return ["pack", "train", "audit", "evaluate"].filter(
    (kind) => JSON.stringify(fingerprintsOf(other, kind)) !== JSON.stringify(fingerprintsOf(plan, kind)),
  );
}

describe("the graph of stages", () => {
  it("has one run for each strategy and seed", () => {
    expect(plan.runs.map(({ run }) => run)).toEqual(
      ["base", "shallow", "shallow-again", "deep"].flatMap((name) =>
        [1, 2].map((seed) => `${name}@demo#${seed}`),
      ),
    );
  });

  it("shares what is equal: the pack, base's evaluations, and two strategies that train the same", () => {
    expect(fingerprintsOf(plan, "pack")).toHaveLength(1);
    expect(fingerprintsOf(plan, "train")).toHaveLength(4); // shallow and deep, two seeds each
    expect(fingerprintsOf(plan, "evaluate")).toHaveLength(2 * (1 + 4));
    const train = plan.stages.find(
      ({ runs, work }) => work.kind === "train" && runs.includes("shallow@demo#2"),
    );
    expect(train?.runs).toEqual(["shallow@demo#2", "shallow-again@demo#2"]);
  });

  it("lets nothing wait for what it does not need", () => {
    const byFingerprint = new Map<string, string>(
      plan.stages.map(({ fingerprint, work }) => [fingerprint, work.kind]),
    );
    const needs = plan.stages.map(({ work, needs: list }) => [
      work.kind,
      list.map((need) => byFingerprint.get(need)),
    ]);
    expect(new Set(needs.map((each) => JSON.stringify(each)))).toEqual(
      new Set(
        [
          ["pack", []],
          ["train", ["pack"]],
          ["audit", ["train"]],
          ["evaluate", ["train", "audit"]],
          ["evaluate", []],
        ].map((each) => JSON.stringify(each)),
      ),
    );
  });

  it("names a stage by the hash of its kind and inputs, and of nothing else", () => {
    for (const { fingerprint, inputs, work } of plan.stages) {
      expect(fingerprint).toBe(hashJson({ kind: work.kind, inputs }));
    }
  });
});

describe("a change redoes what depends on it, and nothing else:", () => {
  const { budget, machine, workers, libraries } = request;
  const other = sha256("other");
  it.each([
    ["the learning rate", { budget: { ...budget, lr: 0.5 } }, ["train", "audit", "evaluate"]],
    [
      "the length of sequences",
      { budget: { ...budget, sequence: 64 } },
      ["pack", "train", "audit", "evaluate"],
    ],
    ["the corpus", { corpus: { files: [other] } }, ["pack", "train", "audit", "evaluate"]],
    ["the model", { model: { ...request.model, hash: other } }, ["pack", "train", "audit", "evaluate"]],
    ["the code of training", { workers: { ...workers, train: other } }, ["train", "audit", "evaluate"]],
    ["the code of auditing", { workers: { ...workers, audit: other } }, ["audit"]],
    ["the code of evaluation", { workers: { ...workers, evaluate: other } }, ["evaluate"]],
    ["the number of threads", { machine: { ...machine, threads: 7 } }, ["train", "audit", "evaluate"]],
    ["torch", { libraries: { ...libraries, torch: "3" } }, ["train", "audit", "evaluate"]],
    ["numpy", { libraries: { ...libraries, numpy: "3" } }, ["pack", "train", "audit", "evaluate"]],
    ["the profile's name", { profile: "renamed" }, []],
    ["what earlier stages took", { meanDurationMs: () => 1 }, []],
  ] satisfies readonly (readonly [string, Partial<PlanRequest>, readonly string[]])[])(
    "%s",
    (_what, changes, kinds) => {
      expect(changedBy(changes)).toEqual(kinds);
    },
  );

  it("another benchmark adds its evaluations and leaves the rest", () => {
    const [first] = request.evaluations;
    const fewer = buildPlan({ ...request, evaluations: first ? [first] : [] });
    const all = new Set(plan.stages.map(({ fingerprint }) => fingerprint));
    expect(fewer.stages.filter(({ fingerprint }) => !all.has(fingerprint))).toEqual([]);
  });
});

describe("the plan of scoring one model", () => {
  it("shares its evaluations with the strategy that trains nothing", () => {
    const scoring = buildEvaluationPlan(request, "label");
    expect(scoring.runs).toEqual([expect.objectContaining({ run: "label", strategy: "label", seed: null })]);
    const base = plan.runs.find(({ strategy }) => strategy === "base");
    expect(scoring.stages.map(({ fingerprint }) => fingerprint)).toEqual(base?.stages);
  });
});
