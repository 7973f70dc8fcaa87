import { describe, expect, it } from "vitest";
import { prepare, prepared } from "./prepare.ts";

describe("preparing a plan", () => {
  it("reads the project, the model and the cards without Python or weights", async () => {
    const { plan, model, strategies, request } = await prepared(["base.yaml", "shallow.yaml"]);
    expect(model.shape.layers).toBe(8);
    expect(strategies.map(({ name, trainable }) => [name, trainable.tensors])).toEqual([
      ["base", 0],
      ["shallow", 44],
    ]);
    expect(plan.stages.map(({ id }) => id)).toEqual([
      "evaluate/acquisition/test/plain/cloze/0-shot",
      "pack",
      "train",
      "audit",
      "evaluate/acquisition/test/plain/cloze/0-shot",
    ]);
    expect(request.machine).toEqual({
      device: "cpu",
      precision: "fp32",
      threads: expect.any(Number) as unknown,
      processes: 1,
    });
  });

  it("takes other seeds and other values when asked", async () => {
    const { plan, request } = await prepared(["base.yaml"], {
      request: { seeds: [7, 8], set: ["budget.steps=9"] },
    });
    expect(plan.runs.map(({ run }) => run)).toEqual(["base@demo#7", "base@demo#8"]);
    expect(request.budget.steps).toBe(9);
  });

  it("tells all that is wrong at once, as input", async () => {
    const profile = { model: "./nope", corpus: "nope.txt", benchmarks: "[{ name: nope }]" };
    const result = await prepare(["base.yaml"], { profile });
    expect(result.ok ? null : [result.error.why, result.error.problems.map(({ code }) => code)]).toEqual([
      "input",
      ["no-model", expect.any(String), "unknown-benchmark"],
    ]);
  });

  it("refuses what the machine lacks as such", async () => {
    const result = await prepare(["base.yaml"], { profile: { device: "cuda" } });
    expect(result.ok ? null : result.error.why).toBe("machine");
  });

  it("does not read a file for a problem in another: both are told", async () => {
    const result = await prepare(["nope.yaml"], { profile: { budgt: "{}" } });
    expect(result.ok ? [] : result.error.problems.map(({ code }) => code)).toEqual([
      "unknown-key",
      expect.any(String),
    ]);
  });
});
