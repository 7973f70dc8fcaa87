import { describe, expect, it } from "vitest";
import { renderDiagnostics } from "../../../harness/domain/diagnostic/render.ts";
import { loadProfile, profileNames } from "../../../harness/domain/profile/load.ts";
import type { Profile } from "../../../harness/domain/profile/profile.ts";

const MINIMAL = `profiles:
  small:
    model: ./models/small
    corpus: data/*.jsonl
    budget: { steps: 10, batch: 4 }
    benchmarks: [{ name: ceval }]
`;

function load(text: string, set: readonly string[] = [], name: string | null = null): Profile {
  const profile = loadProfile({ file: "harness.yaml", text, name, set });
  if (!profile.ok) throw new Error(JSON.stringify(profile.error, null, 2));
  return profile.value;
}

function complaint(text: string, set: readonly string[] = [], name: string | null = null): string {
  const profile = loadProfile({ file: "harness.yaml", text, name, set });
  if (profile.ok) throw new Error("this profile should not be valid");
  return renderDiagnostics(profile.error, { sources: new Map([["harness.yaml", text]]), color: false });
}

describe("a profile", () => {
  it("has nothing open after reading", () => {
    expect(load(MINIMAL)).toMatchInlineSnapshot(`
      {
        "baseline": "full",
        "batchTokens": 8192,
        "benchmarks": [
          {
            "limit": null,
            "name": "ceval",
            "protocols": [],
            "split": null,
            "subjects": null,
          },
        ],
        "budget": {
          "batch": 4,
          "betas": [
            0.9,
            0.999,
          ],
          "clip": 1,
          "eps": 1e-8,
          "equal": "tokens",
          "lr": 0.00003,
          "microBatch": 1,
          "minLr": 0,
          "schedule": "cosine",
          "sequence": 4096,
          "size": {
            "kind": "steps",
            "steps": 10,
          },
          "warmup": {
            "kind": "percent",
            "percent": 10,
          },
          "weightDecay": 0.01,
        },
        "corpora": {},
        "corpus": {
          "field": "text",
          "files": [
            {
              "kind": "folder",
              "path": "data/*.jsonl",
            },
          ],
          "format": "jsonl",
        },
        "device": "auto",
        "donors": {},
        "executor": "local",
        "family": null,
        "margin": 1,
        "model": {
          "kind": "folder",
          "path": "./models/small",
        },
        "name": "small",
        "notice": null,
        "precision": "fp32",
        "primary": {
          "benchmark": "ceval",
          "protocol": 0,
        },
        "processes": 1,
        "saveEvery": 0,
        "seeds": [
          1,
        ],
        "stallTimeoutMs": 600000,
        "threads": 1,
        "trainer": {
          "kind": "torch",
        },
        "unsupported": [],
      }
    `);
  });

  it("is the one that is asked for, or the first", () => {
    const text = `${MINIMAL}  other:\n${MINIMAL.split("\n").slice(2).join("\n")}`;
    expect(profileNames({ file: "harness.yaml", text })).toEqual(["small", "other"]);
    expect(load(text).name).toBe("small");
    expect(load(text, [], "other").name).toBe("other");
    expect(complaint(text, [], "othr")).toMatchInlineSnapshot(`
      "harness.yaml:1:1 error there is no profile "othr"
        1 | profiles:
          | ~~~~~~~~
          did you mean "other"?"
    `);
  });

  it("names models and corpora in three ways", () => {
    const model = (written: string): unknown => load(MINIMAL, [`model=${written}`]).model;
    expect(model("package:datasets/x")).toEqual({ kind: "package", path: "datasets/x" });
    expect(model("Qwen/Qwen3-0.6B-Base@da87bfb")).toEqual({
      kind: "hub",
      id: "Qwen/Qwen3-0.6B-Base",
      revision: "da87bfb",
    });
    expect(model("~/models/a@b/c")).toEqual({ kind: "folder", path: "~/models/a@b/c" });
    expect(complaint(MINIMAL, ["model=Qwen/Qwen3-0.6B"])).toMatchInlineSnapshot(`
      "--set model=Qwen/Qwen3-0.6B:1:13 error profiles.small.model: "Qwen/Qwen3-0.6B" may be a hub id or a folder
          a hub id needs its revision, so that all runs use the same weights: Qwen/Qwen3-0.6B@COMMIT
          a folder is written ./Qwen/Qwen3-0.6B"
    `);
    expect(complaint(MINIMAL, ["model=package:../secret"])).toContain(
      "`package:` takes a path inside the harness",
    );
    expect(load(MINIMAL, ["corpus=[a.txt, b.txt]"]).corpus).toMatchObject({
      format: "text",
      files: [{ path: "a.txt" }, { path: "b.txt" }],
    });
    expect(load(MINIMAL, ["corpus={ files: x.gz, format: jsonl, field: body }"]).corpus).toMatchObject({
      format: "jsonl",
      field: "body",
    });
    expect(complaint(MINIMAL, ["corpus=[a.txt, b.jsonl]"])).toContain("all text or all JSONL");
  });

  it("says what is wrong with it, all at once", () => {
    const text = `profiles:
  small:
    modle: ./models/small
    corpus: { file: x }
    train: [embed]
    budget: { lr: 0, schedule: cosin, warmup: soon, tokens: 0.5 }
    benchmarks: [{ name: ceval, protocols: [{ style: official, mode: logits, shots: -1 }] }]
    stall_timeout: 10
`;
    expect(complaint(text)).toMatchInlineSnapshot(`
      "harness.yaml:2:3 error missing key "model" in profiles.small
        2 |   small:
          |   ~~~~~
          it holds text
      harness.yaml:3:5 error unknown key "modle"
        3 |     modle: ./models/small
          |     ~~~~~
          did you mean "model"?
      harness.yaml:4:5 error missing key "files" in profiles.small.corpus
        4 |     corpus: { file: x }
          |     ~~~~~~
          it holds text
      harness.yaml:4:15 error unknown key "file"
        4 |     corpus: { file: x }
          |               ~~~~
          did you mean "files"?
      harness.yaml:5:5 error unknown key "train"
        5 |     train: [embed]
          |     ~~~~~
          what trains and what freezes is a strategy's: a file in strategies/
      harness.yaml:6:19 error profiles.small.budget.lr: expected a number above 0, received 0
        6 |     budget: { lr: 0, schedule: cosin, warmup: soon, tokens: 0.5 }
          |                   ~
      harness.yaml:6:32 error profiles.small.budget.schedule: expected "cosine", "linear" or "constant", received "cosin"
        6 |     budget: { lr: 0, schedule: cosin, warmup: soon, tokens: 0.5 }
          |                                ~~~~~
          did you mean "cosine"?
      harness.yaml:6:47 error profiles.small.budget.warmup: expected a share, steps or tokens, received "soon"
        6 |     budget: { lr: 0, schedule: cosin, warmup: soon, tokens: 0.5 }
          |                                               ~~~~
          e.g. 40%, 20 steps, 5M tokens
      harness.yaml:6:61 error profiles.small.budget.tokens: expected a whole number from 1 on, received "0.5"
        6 |     budget: { lr: 0, schedule: cosin, warmup: soon, tokens: 0.5 }
          |                                                             ~~~
          e.g. 250000, 5M or 1B
      harness.yaml:7:70 error profiles.small.benchmarks.protocols.mode: expected "logit", "cloze" or "generate", received "logits"
        7 |     benchmarks: [{ name: ceval, protocols: [{ style: official, mode: logits, shots: -1 }] }]
          |                                                                      ~~~~~~
          did you mean "logit"?
      harness.yaml:7:85 error profiles.small.benchmarks.protocols.shots: expected a number from 0 on, received -1
        7 |     benchmarks: [{ name: ceval, protocols: [{ style: official, mode: logits, shots: -1 }] }]
          |                                                                                     ~~
      harness.yaml:8:20 error profiles.small.stall_timeout: expected a duration, received "10"
        8 |     stall_timeout: 10
          |                    ~~
          e.g. 90s, 10m or 1h"
    `);
  });

  it("is checked for what its parts say of each other", () => {
    const text = `profiles:
  small:
    model: ./models/small
    corpus: x.txt
    budget: { steps: 10, tokens: 1M, batch: 10, micro_batch: 2 }
    processes: 2
    seeds: [1, 2, 1]
    benchmarks: [{ name: ceval }, { name: cmmlu }, { name: ceval }]
    primary: { benchmark: cmlu }
`;
    expect(complaint(text)).toMatchInlineSnapshot(`
      "harness.yaml:5:22 error budget: both steps and tokens
        5 |     budget: { steps: 10, tokens: 1M, batch: 10, micro_batch: 2 }
          |                      ~~
          drop one of them, e.g. --set budget.steps=null
      harness.yaml:5:45 error budget.batch: 10 can't be split into 2 processes x 2 sequences (micro_batch)
        5 |     budget: { steps: 10, tokens: 1M, batch: 10, micro_batch: 2 }
          |                                             ~~
          take a multiple of 4
      harness.yaml:7:19 error seeds: 1 stands there twice
        7 |     seeds: [1, 2, 1]
          |                   ~
      harness.yaml:8:60 error benchmarks: ceval stands there twice
        8 |     benchmarks: [{ name: ceval }, { name: cmmlu }, { name: ceval }]
          |                                                            ~~~~~
          give one entry several \`protocols\`
      harness.yaml:9:27 error primary: the profile has no benchmark "cmlu"
        9 |     primary: { benchmark: cmlu }
          |                           ~~~~
          did you mean "cmmlu"?"
    `);
    expect(complaint(MINIMAL, ["budget={ batch: 4 }"])).toContain("neither steps nor tokens");
    expect(complaint(MINIMAL, ["budget={ tokens: 100 }"])).toContain("less than one step");
    expect(complaint(MINIMAL, ["budget.steps=0"])).toContain("at least one step");
    expect(complaint(MINIMAL, ["primary={ benchmark: ceval, protocol: 1 }"])).toContain(
      "ceval has no protocol 1",
    );
  });

  it("says what this version can't do yet", () => {
    expect(load(MINIMAL).unsupported).toEqual([]);
    const set = [
      "trainer=llamafactory",
      "executor=slurm",
      "budget.equal=flops",
      "benchmarks.0.protocols=[{ style: official, mode: generate, shots: 0 }]",
    ];
    expect(load(MINIMAL, set).unsupported).toEqual([
      "trainer: llamafactory",
      "executor: slurm",
      "budget.equal: flops",
      "benchmarks: generate mode",
    ]);
    expect(load(MINIMAL, ["trainer={ command: [python, train.py] }"]).trainer).toEqual({
      kind: "command",
      argv: ["python", "train.py"],
    });
  });

  it("needs a file with profiles in it", () => {
    expect(complaint("profiles:\n")).toMatchInlineSnapshot(`
      "harness.yaml:1:1 error harness.yaml has no profiles
        1 | profiles:
          | ~~~~~~~~
          write \`profiles:\` and below it a name; \`harness init\` makes an example"
    `);
    expect(complaint("- a\n")).toContain("harness.yaml has no profiles");
  });
});
