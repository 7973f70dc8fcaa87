import { describe, expect, it } from "vitest";
import { planOutput } from "../../harness/domain/contract/outputs/plan.ts";
import { folderWith, harness, harnessYaml, jsonOf, strategyYaml } from "./harness.ts";

const files = {
  "harness.yaml": harnessYaml({
    seeds: "[1, 2]",
    benchmarks: "[{ name: acquisition }, { name: retention }]",
  }),
  "base.yaml": strategyYaml("none"),
  "shallow.yaml": strategyYaml("[layers 0..4]"),
  "shallow-again.yaml": strategyYaml("[layers 0%..50%]"),
};
const STRATEGIES = ["base.yaml", "shallow.yaml", "shallow-again.yaml"];

describe("harness plan", () => {
  it("shows a line a strategy, why there is work, and the total", async () => {
    const { code, out } = await harness(["plan", ...STRATEGIES], { cwd: folderWith(files) });
    expect(code).toBe(0);
    expect(out).toContain("Qwen3ForCausalLM: 8 layers");
    expect(out).toContain("profile demo: 2 steps, seeds 1, 2, on acquisition, retention");
    expect(out).toMatch(/^base +0\.0 % +0 +0 +2 /m);
    expect(out).toMatch(/^shallow +49\.4 % +443 k +0 +9 /m);
    expect(out).toContain("new: never planned before - all strategies");
    // The two shallow ones are one training a seed: pack, 2 x (train, audit, 2 evaluations), 2 of base.
    expect(out).toMatch(/^6 runs, 11 stages: 0 done, 11 to do, about /m);
    expect(out).not.toContain("evaluate/");
  });

  it("shows every stage with --verbose, each named once for all runs that share it", async () => {
    const { out } = await harness(["plan", ...STRATEGIES, "--verbose"], { cwd: folderWith(files) });
    expect(out).toMatch(/^pack \(for 4 runs\) +miss /m);
    expect(out).toMatch(/^base@demo evaluate retention \(2 seeds\) +miss /m);
    expect(out).toMatch(/^shallow@demo#1 train \(for 2 runs\) +miss +\S+ \w*FLOP +/m);
  });

  it("fits a terminal of 80 columns", async () => {
    const { out } = await harness(["plan", ...STRATEGIES], { cwd: folderWith(files), width: 80 });
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("gives every stage as JSON, as its schema says", async () => {
    const ended = await harness(["plan", ...STRATEGIES, "--seeds", "7", "--json"], {
      cwd: folderWith(files),
    });
    const plan = planOutput.parse(jsonOf(ended));
    expect(plan.strategies.map(({ strategy }) => strategy)).toEqual(["base", "shallow", "shallow-again"]);
    const kinds = plan.stages.map(({ id, kind, runs }) => [id, kind, runs]);
    expect(kinds).toContainEqual(["pack", "pack", ["shallow@demo#7", "shallow-again@demo#7"]]);
    expect(kinds).toContainEqual(["evaluate/retention/test/plain/cloze/0-shot", "evaluate", ["base@demo#7"]]);
    expect(plan.stages.every(({ status, because }) => status === "miss" && because.length === 1)).toBe(true);
  });
});
