import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, harness, harnessYaml, ROOT, strategyYaml } from "./harness.ts";

const BASE = join(ROOT, "datasets/tiny-world/base");

/** The tiny model's files, some of them changed. */
function modelFiles(
  changes: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string | Uint8Array>> {
  const names = ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"];
  const files = names.map((name) => [`m/${name}`, changes[name] ?? readFileSync(join(BASE, name))] as const);
  return Object.fromEntries(files);
}

async function runWith(
  changes: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string | Uint8Array>> = {},
  options: readonly string[] = [],
) {
  const cwd = folderWith({
    "harness.yaml": harnessYaml(changes),
    "a.yaml": strategyYaml("[layers 0..3]"),
    ...files,
  });
  const ended = await harness(["run", "a.yaml", ...options], { cwd });
  expect(existsSync(join(cwd, ".harness"))).toBe(false);
  return { ...ended, err: ended.err.replaceAll(cwd, "HERE") };
}

describe("a profile", () => {
  it("that is not there is answered with the nearest, or with all", async () => {
    const near = await runWith({}, {}, ["--profile", "dmo"]);
    expect(near.code).toBe(2);
    expect(near.err).toContain('error there is no profile "dmo"');
    expect(near.err).toContain('did you mean "demo"?');
    expect((await runWith({}, {}, ["--profile", "zebra"])).err).toContain("known here: demo");
  });

  it.each([
    [{ budgt: "{}" }, 'harness.yaml:9:5 error unknown key "budgt"', 'did you mean "budget"?'],
    [{ seeds: "[1" }, "harness.yaml:8:5 error this is not YAML", "close it with ]"],
    [
      { budget: "{ steps: 2, sequence: 32, batch: 4, lr: -1 }" },
      "harness.yaml:5:53 error",
      "a number above 0, received -1",
    ],
    [
      { benchmarks: "[{ name: acquisitoin }]" },
      'no benchmark is called "acquisitoin"',
      "there is acquisition, ceval, cmmlu, retention",
    ],
  ])("with %j is told with its place", async (changes, message, hint) => {
    const { code, err } = await runWith(changes);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  it.each([
    ["budget.lrr=3", 'error unknown key "lrr"', 'did you mean "lr"?'],
    ["budget.lr", '"budget.lr" sets nothing', "write KEY=VALUE"],
    ["budget.lr=fast", "budget.lr", "expected a number"],
  ])("changed by --set %s is told where in it", async (set, message, hint) => {
    const { code, err } = await runWith({}, {}, ["--set", set]);
    expect(code).toBe(2);
    expect(err).toContain(`--set ${set}:1:`);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  it("can be changed by --set, and the plan follows", async () => {
    const cwd = folderWith({ "harness.yaml": harnessYaml(), "a.yaml": strategyYaml("[layers 0..3]") });
    const { code, out } = await harness(
      ["plan", "a.yaml", "--set", "budget.steps=7", "--set", "seeds=[4, 5]"],
      { cwd },
    );
    expect(code).toBe(0);
    expect(out).toContain("profile demo: 7 steps, seeds 4, 5, on acquisition");
  });

  it("is read from the file of --config, and from the one of a folder above", async () => {
    const cwd = folderWith({ "other.yaml": harnessYaml(), "sub/a.yaml": strategyYaml("[embed, head]") });
    expect((await harness(["plan", "sub/a.yaml", "--config", "other.yaml"], { cwd })).code).toBe(0);
    const missing = await harness(["plan", "sub/a.yaml", "--config", "nope.yaml"], { cwd });
    expect(missing.code).toBe(2);
    expect(missing.err).toContain("nope.yaml is not there");
    const none = await harness(["plan", "sub/a.yaml"], { cwd });
    expect(none.code).toBe(2);
    expect(none.err).toContain("harness init");
  });
});

describe("a model", () => {
  it.each([
    ["that is not there", "./nope", {}, "there is no model folder HERE/nope", "check `model` in the profile"],
    ["that is a file", "./a.yaml", {}, "HERE/a.yaml is a file", "name the folder that holds config.json"],
    ["without anything", "./m", { "m/x": "" }, "HERE/m has no config.json", "HERE/m has no tokenizer"],
    [
      "with a damaged config",
      "./m",
      modelFiles({ "config.json": "{" }),
      "HERE/m/config.json can't be read",
      "JSON",
    ],
    [
      "with damaged weights",
      "./m",
      modelFiles({ "model.safetensors": "abc" }),
      "HERE/m/model.safetensors",
      "damaged",
    ],
    [
      "with the tokenizer of another one",
      "./m",
      modelFiles({
        "tokenizer.json": JSON.stringify({ model: { type: "BPE", vocab: { a: 0, b: 151_642 } } }),
      }),
      "HERE/m/tokenizer.json has 151643 tokens, but the model has rows for",
      "use the tokenizer that the model was published with",
    ],
  ])("%s is refused before anything starts", async (...[, model, files, message, hint]) => {
    const { code, err } = await runWith({ model }, files);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  it("that fits is taken from a folder beside harness.yaml", async () => {
    const files = { "harness.yaml": harnessYaml({ model: "./m" }), "a.yaml": strategyYaml("[layers 0..3]") };
    expect((await harness(["plan", "a.yaml"], { cwd: folderWith({ ...files, ...modelFiles() }) })).code).toBe(
      0,
    );
  });

  it("is checked by eval in the same way", async () => {
    const { code, err } = await harness(["eval", "./nope", "--benchmark", "nope"], { cwd: folderWith() });
    expect(code).toBe(2);
    expect(err).toContain("there is no model folder");
    expect(err).toContain('no benchmark is called "nope"');
  });
});

describe("a corpus", () => {
  it.each([
    ["that is not there", "nope.txt", {}, "the corpus nope.txt is not there", "paths are relative to HERE"],
    [
      "whose pattern matches nothing",
      "data/*.jsonl",
      {},
      "the corpus data/*.jsonl matches no file",
      "relative to HERE",
    ],
    ["that is empty", "e.txt", { "e.txt": "" }, "HERE/e.txt is empty", "write something into it"],
    [
      "that is not UTF-8",
      "e.txt",
      { "e.txt": Buffer.from([0x61, 0x0a, 0x62, 0xff, 0x0a]) },
      "HERE/e.txt:2 is not UTF-8",
      "iconv",
    ],
  ])("%s is refused before anything starts", async (...[, corpus, files, message, hint]) => {
    const { code, err } = await runWith({ corpus }, files);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  it("and a model and a benchmark that are wrong are told together", async () => {
    const { err } = await runWith({
      model: "./nope",
      corpus: "nope.txt",
      benchmarks: "[{ name: acquisitoin }]",
    });
    expect(err.match(/^error /gm)).toHaveLength(3);
  });
});
