import { describe, expect, it } from "vitest";
import { OUTPUTS } from "../../harness/app/schema/output-schemas.ts";
import { dataListOutput, dataVerifyOutput } from "../../harness/domain/contract/outputs/data.ts";
import { promptOutput } from "../../harness/domain/contract/outputs/prompt.ts";
import { schemasOutput } from "../../harness/domain/contract/outputs/schemas.ts";
import { initOutput } from "../../harness/domain/contract/outputs/written.ts";
import { folderWith, harness, jsonLinesOf, jsonOf, ROOT } from "./harness.ts";

describe("harness schema", () => {
  it("lists the schemas of what is read and of every JSON output", async () => {
    const { code, out } = await harness(["schema"]);
    expect(code).toBe(0);
    for (const name of ["strategy", "harness", "benchmark", "worker"])
      expect(out).toMatch(new RegExp(`^${name} `, "m"));
    const commands =
      "init doctor data-list data-prompts plan run status eval items audit compare report site-build schema gc";
    for (const name of commands.split(" ")) expect(out).toMatch(new RegExp(`^output:${name} `, "m"));
  });

  it("prints one of them as JSON Schema", async () => {
    for (const { name } of OUTPUTS) {
      const ended = await harness(["schema", `output:${name.replace(" ", "-")}`]);
      expect(jsonOf(ended)).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
      expect(ended.out).toContain(`harness ${name} --json`);
    }
  });

  it("gives all of them at once as JSON, as its schema says", async () => {
    const all = schemasOutput.parse(jsonOf(await harness(["schema", "--json"])));
    expect(Object.keys(all)).toContain("strategy");
    expect(Object.keys(all)).toContain("output:compare");
  });

  it("answers an unknown name with the nearest", async () => {
    const { code, err } = await harness(["schema", "strateg"]);
    expect(code).toBe(2);
    expect(err).toContain('did you mean "strategy"?');
  });
});

describe("the outputs that need no run are as their schemas say", () => {
  it("data list", async () => {
    const { benchmarks } = dataListOutput.parse(jsonOf(await harness(["data", "list", "--json"])));
    expect(benchmarks.map(({ name }) => name)).toEqual(["acquisition", "ceval", "cmmlu", "retention"]);
  });

  it("data verify", async () => {
    dataVerifyOutput.parse(jsonOf(await harness(["data", "verify", "retention", "--json"])));
  });

  it("data prompts: a line a question, with the contract's fields in its order", async () => {
    const words = "data prompts --benchmark retention --protocol plain --shots 0 --split test --json".split(
      " ",
    );
    const lines = jsonLinesOf(await harness(words));
    for (const line of lines) promptOutput.parse(line);
    expect(Object.keys(lines[0] ?? {})).toEqual(
      "benchmark protocol mode shots split subject id prompt choices answer".split(" "),
    );
  });

  it("init", async () => {
    const cwd = folderWith();
    const model = `${ROOT}/datasets/tiny-world/base`;
    const ended = await harness(["init", "--model", model, "--json"], { cwd });
    expect(ended.code).toBe(0);
    expect(initOutput.parse(jsonOf(ended)).written).toContain("harness.yaml");
  });
});
