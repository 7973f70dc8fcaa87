import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { projectFiles } from "../../../harness/adapters/files/project-files.ts";
import { initProject, type InitRequest, type InitSummary } from "../../../harness/app/init/init-project.ts";
import type { Refusal } from "../../../harness/app/refusal.ts";
import type { Diagnostic } from "../../../harness/domain/diagnostic/diagnostic.ts";
import { loadProfile } from "../../../harness/domain/profile/load.ts";
import type { Profile } from "../../../harness/domain/profile/profile.ts";
import type { Result } from "../../../harness/domain/result.ts";
import { loadStrategies } from "../../../harness/domain/strategy/load.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const TINY = join(ROOT, "datasets/tiny-world/base");
const COMMIT = "0123456789abcdef0123456789abcdef01234567";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "permafrost-init-"));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const init = (request: Partial<InitRequest> = {}): Promise<Result<InitSummary, Refusal>> =>
  initProject(
    { folder: ".", model: `Qwen/Qwen3-0.6B-Base@${COMMIT}`, nightly: null, ...request },
    projectFiles({ cwd, packageRoot: ROOT }),
  );

async function started(request: Partial<InitRequest> = {}): Promise<InitSummary> {
  const done = await init(request);
  if (!done.ok) throw new Error(done.error.problems.map(({ message }) => message).join("; "));
  return done.value;
}
async function refused(request: Partial<InitRequest>): Promise<readonly Diagnostic[]> {
  const done = await init(request);
  if (done.ok) throw new Error("it was to be refused");
  expect(done.error.why).toBe("input");
  expect(readdirSync(cwd).filter((name) => name !== "given")).toEqual([]);
  return done.error.problems;
}
function giveModel(config: object): void {
  mkdirSync(join(cwd, "given"));
  writeFileSync(join(cwd, "given/config.json"), JSON.stringify(config));
  writeFileSync(join(cwd, "given/tokenizer.json"), "{}");
  writeFileSync(join(cwd, "given/model.safetensors"), readFileSync(join(TINY, "model.safetensors")));
}
const textOf = (path: string): string => readFileSync(join(cwd, path), "utf8");
function profileIn(folder = "."): Profile {
  const profile = loadProfile({
    file: "harness.yaml",
    text: textOf(join(folder, "harness.yaml")),
    name: null,
    set: [],
  });
  if (!profile.ok) throw new Error(JSON.stringify(profile.error));
  return profile.value;
}

describe("a new project", () => {
  test("has a profile that loads, and that this version can run", async () => {
    await started();
    const profile = profileIn();
    expect(profile).toMatchObject({
      name: "qwen3-0.6b-base",
      model: { kind: "hub", id: "Qwen/Qwen3-0.6B-Base", revision: COMMIT },
      seeds: [1, 2, 3],
      baseline: "full",
      unsupported: [],
    });
    expect(profile.benchmarks).toMatchObject([
      { name: "ceval", split: "val", protocols: [{ style: "official", mode: "logit", shots: 0 }] },
      { name: "cmmlu", split: "test", protocols: [{ style: "official", mode: "logit", shots: 0 }] },
    ]);
  });

  test("has the package's default strategies and their schema, which load", async () => {
    await started();
    const names = readdirSync(join(cwd, "strategies")).filter((name) => name.endsWith(".yaml"));
    const sources = names.map((name) => ({ file: `strategies/${name}`, text: textOf(`strategies/${name}`) }));
    const loaded = loadStrategies(sources, (from, path) => {
      const file = join(dirname(from), path);
      return { ok: true, value: { file, text: textOf(file) } };
    });
    expect(loaded).toMatchObject({ ok: true });
    const found = loaded.ok ? loaded.value.map(({ name }) => name) : [];
    expect(found).toEqual(
      expect.arrayContaining([
        "base",
        "full",
        "train-shallow",
        "train-deep",
        "middle",
        "sandwich",
        "attention-only",
      ]),
    );
    expect(found.filter((name) => name.startsWith("boundary-sweep")).length).toBeGreaterThan(1);
    expect(JSON.parse(textOf("strategies/strategy.schema.json"))).toHaveProperty("properties.train");
  });

  test("says what was written and what comes next; the placeholder is to be edited", async () => {
    const { written, kept, next } = await started({ folder: "new/project" });
    expect(kept).toEqual([]);
    expect(
      written.map((path) => readFileSync(join(cwd, "new/project", path), "utf8").length > 0),
    ).not.toContain(false);
    expect(written).toEqual(
      expect.arrayContaining(["harness.yaml", ".gitignore", "datasets/README.md", "strategies/full.yaml"]),
    );
    expect(next[0]).toBe("cd new/project");
    expect(next).toContain("edit harness.yaml: say under corpus which text to train on");
    expect(next.at(-1)).toBe("harness run strategies/*.yaml");
    expect(textOf("new/project/harness.yaml")).toContain("EDIT THIS");
  });

  test("names no path of the machine that the user did not give", async () => {
    const { written } = await started({ nightly: "github" });
    expect(written.filter((path) => textOf(path).includes(cwd) || textOf(path).includes(ROOT))).toEqual([]);
  });
});

describe("what is there already", () => {
  test("is kept to the letter and listed", async () => {
    mkdirSync(join(cwd, "strategies"));
    writeFileSync(join(cwd, "harness.yaml"), "profiles: {}\n");
    writeFileSync(join(cwd, "strategies/full.yaml"), "mine");
    writeFileSync(join(cwd, ".gitignore"), "secret\n.harness\n");
    const { written, kept, next } = await started();
    expect([...kept].sort()).toEqual([".gitignore", "harness.yaml", "strategies/full.yaml"]);
    expect(textOf("harness.yaml")).toBe("profiles: {}\n");
    expect(textOf("strategies/full.yaml")).toBe("mine");
    expect(written).toContain("strategies/base.yaml");
    expect(next[0]).toContain("harness.yaml was there and is unchanged");
    expect(next).toContain("add dist-site/ to .gitignore");
  });

  test("makes a second init write nothing, and a nightly can be added later", async () => {
    const first = await started();
    const second = await started();
    expect(second).toMatchObject({ written: [], kept: first.written });
    expect((await started({ nightly: "cron" })).written).toEqual(["nightly/run.sh"]);
  });
});

describe("the model", () => {
  test("in a folder is looked at, and the profile fits it", async () => {
    await started({ model: TINY });
    expect(profileIn()).toMatchObject({
      name: "base",
      model: { kind: "folder", path: TINY },
      budget: { sequence: 1024, microBatch: 8 },
    });
    expect(textOf("harness.yaml")).toContain("Qwen3ForCausalLM, 8 layers");
  });

  test("that reads less than usual gets sequences as short as that", async () => {
    const config: object = JSON.parse(readFileSync(join(TINY, "config.json"), "utf8")) as object;
    giveModel({ ...config, max_position_embeddings: 128 });
    await started({ model: "given" });
    expect(profileIn().budget.sequence).toBe(128);
  });

  test("in a folder keeps its way from harness.yaml, wherever the project lies", async () => {
    giveModel(JSON.parse(readFileSync(join(TINY, "config.json"), "utf8")) as object);
    await started({ model: "given" });
    expect(profileIn().model).toEqual({ kind: "folder", path: "./given" });
    await started({ model: "given", folder: "deep/er" });
    expect(profileIn("deep/er").model).toEqual({ kind: "folder", path: "../../given" });
  });

  test.each([
    ["package:datasets/tiny-world/base", { kind: "package", path: "datasets/tiny-world/base" }],
    ["Qwen/Qwen3-0.6B-Base", { kind: "hub", id: "Qwen/Qwen3-0.6B-Base", revision: "main" }],
    ["Qwen/Qwen3-0.6B-Base@v1", { kind: "hub", id: "Qwen/Qwen3-0.6B-Base", revision: "v1" }],
  ])("may be %s", async (model, source) => {
    const { next } = await started({ model });
    expect(profileIn().model).toEqual(source);
    expect(next.some((line) => line.startsWith("pin the model"))).toBe(source.kind === "hub");
  });

  test.each([
    ["./nowhere", "there is no folder ./nowhere, and it is no hub id"],
    ["/no/where", "there is no folder /no/where, and it is no hub id"],
    ["Qwen3", "there is no folder Qwen3, and it is no hub id"],
    ["", "there is no folder , and it is no hub id"],
    ["given", "given is a file"],
  ])("that is %j is refused, and nothing is written", async (model, message) => {
    writeFileSync(join(cwd, "given"), "");
    expect(await refused({ model })).toMatchObject([{ code: "no-model", message }]);
  });

  test("in a folder without config.json is refused with all that it lacks", async () => {
    mkdirSync(join(cwd, "given"));
    const codes = (await refused({ model: "given" })).map(({ code }) => code);
    expect(codes).toEqual(["no-config", "no-tokenizer", "no-weights"]);
  });
});

describe("the corpus", () => {
  test("that is given is put in, by its way from harness.yaml", async () => {
    mkdirSync(join(cwd, "given"));
    writeFileSync(join(cwd, "given/a b.txt"), "text\n");
    const { next } = await started({ folder: "project", corpus: ["given/a b.txt", "given/*.txt"] });
    expect(profileIn("project").corpus).toEqual({
      files: [
        { kind: "folder", path: "../given/a b.txt" },
        { kind: "folder", path: "../given/*.txt" },
      ],
      format: "text",
      field: "text",
    });
    expect(next.join()).not.toContain("say under corpus");
  });

  test("that is not there is refused, together with what else is wrong", async () => {
    const problems = await refused({ corpus: ["lost.txt"], model: "./nowhere" });
    expect(problems.map(({ code }) => code)).toEqual(["no-model", "no-corpus"]);
  });

  test("of two kinds is refused before anything is written", async () => {
    mkdirSync(join(cwd, "given"));
    writeFileSync(join(cwd, "given/a.txt"), "x");
    writeFileSync(join(cwd, "given/b.jsonl"), "{}");
    const problems = await refused({ corpus: ["given/a.txt", "given/b.jsonl"] });
    expect(problems).toMatchObject([{ code: "mixed-corpus" }]);
    expect(problems[0]).not.toHaveProperty("at");
  });
});

describe("a nightly", () => {
  test("by GitHub is a workflow that keeps what is done", async () => {
    await started({ nightly: "github" });
    const text = textOf(".github/workflows/nightly.yml");
    expect(parse(text)).toMatchObject({ jobs: { compare: { "runs-on": "self-hosted" } } });
    const workflow = parse(text) as {
      jobs: { compare: { steps: readonly { run?: string; with?: object }[] } };
    };
    const { steps } = workflow.jobs.compare;
    expect(steps.flatMap(({ run }) => run ?? [])).toEqual([
      "harness run strategies/*.yaml --keep-going",
      "harness report nightly",
      "harness site build",
    ]);
    expect(steps[0]?.with).toEqual({ clean: false });
  });

  test("by systemd works in the project's folder, and says how to switch it on", async () => {
    const { written, next } = await started({ nightly: "systemd" });
    expect(written).toContain("nightly/permafrost-nightly.timer");
    expect(textOf("nightly/permafrost-nightly.service")).toContain(`WorkingDirectory=${cwd}\n`);
    expect(next.at(-2)).toBe(
      `nightly: systemctl --user enable --now ${cwd}/nightly/permafrost-nightly.timer`,
    );
  });

  test("by cron is one line for the crontab", async () => {
    const { next } = await started({ folder: "50% of it", nightly: "cron" });
    const script = `'${cwd}/50\\% of it/nightly/run.sh'`;
    expect(next.at(-1)).toContain(`17 2 * * * bash -l ${script} >> `);
  });

  test.each(["github", "systemd", "cron"] as const)(
    "by %s calls only commands that there are",
    async (nightly) => {
      const { written } = await started({ nightly });
      const texts = written.filter((path) => /nightly/.test(path)).map(textOf);
      const called = texts.flatMap((text) => [...text.matchAll(/\bharness (\w+)/g)].map(([, name]) => name));
      expect(new Set(called)).toEqual(
        new Set(nightly === "github" ? ["run", "report", "site", "data"] : ["run", "report", "site"]),
      );
    },
  );
});
