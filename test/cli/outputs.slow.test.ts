import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { auditOutput } from "../../harness/domain/contract/outputs/audit.ts";
import { comparisonOutput } from "../../harness/domain/contract/outputs/comparison.ts";
import { doctorOutput } from "../../harness/domain/contract/outputs/doctor.ts";
import { evaluationOutput } from "../../harness/domain/contract/outputs/evaluation.ts";
import { garbageOutput } from "../../harness/domain/contract/outputs/garbage.ts";
import { itemOutput } from "../../harness/domain/contract/outputs/item.ts";
import { planOutput } from "../../harness/domain/contract/outputs/plan.ts";
import { runEventOutput } from "../../harness/domain/contract/outputs/run-event.ts";
import { statusOutput } from "../../harness/domain/contract/outputs/status.ts";
import { reportOutput, siteOutput } from "../../harness/domain/contract/outputs/written.ts";
import {
  folderWith,
  harness,
  harnessYaml,
  jsonLinesOf,
  jsonOf,
  strategyYaml,
  type Ended,
} from "./harness.ts";

const cwd = folderWith({
  "harness.yaml": harnessYaml({ baseline: "shallow" }),
  "base.yaml": strategyYaml("none"),
  "shallow.yaml": strategyYaml("[layers 0..4]"),
  "tiny.yaml": harnessYaml({ corpus: "tiny.txt" }),
  "tiny.txt": "几个字\n",
});
const RUN = ["run", "base.yaml", "shallow.yaml"];
let first: Ended;

beforeAll(async () => {
  first = await harness([...RUN, "--json"], { cwd });
}, 300_000);

const asked = async (...words: readonly string[]): Promise<Ended> => {
  const ended = await harness(words, { cwd });
  expect({ words, code: ended.code, err: ended.code === 0 ? "" : ended.err }).toEqual({
    words,
    code: 0,
    err: "",
  });
  return ended;
};

const SCORE_FIELDS =
  "benchmark protocol mode normalisation shots split n micro micro_ci macro macro_ci groups chance se_kind".split(
    " ",
  );

describe("a real run's JSON", () => {
  it("of run is a stream of events, the last of which tells every run with its scores", () => {
    expect(first.code).toBe(0);
    const events = jsonLinesOf(first).map((line) => runEventOutput.parse(line));
    expect(events[0]).toMatchObject({ event: "started", runs: 2, stages: 5, cached: 0 });
    const done = events.at(-1);
    if (done?.event !== "done") throw new Error("the last event is not done");
    expect(done.runs.map(({ run, strategy, seed, status }) => [run, strategy, seed, status])).toEqual([
      ["base@demo#1", "base", 1, "done"],
      ["shallow@demo#1", "shallow", 1, "done"],
    ]);
    expect(Object.keys(done.runs[0]?.scores[0] ?? {})).toEqual(SCORE_FIELDS);
    expect(events.some(({ event }) => event === "stage-resolved")).toBe(true);
  });

  it("of run goes with progress for people on stderr, under short names", () => {
    expect(first.err).toContain("2 runs, 5 stages to do");
    expect(first.err).toMatch(/✓ base@demo#1 evaluate acquisition /);
    expect(first.err).toMatch(/✓ shallow@demo#1 train /);
  });

  it("of plan, status, audit, doctor and gc is as the schemas say", async () => {
    const plan = planOutput.parse(jsonOf(await asked("plan", "base.yaml", "shallow.yaml", "--json")));
    expect(plan.stages.map(({ status }) => status)).toEqual(Array(5).fill("hit"));
    const status = statusOutput.parse(jsonOf(await asked("status", "--json")));
    expect(status.runs.map((run) => [run.run, run.status])).toEqual([
      ["base@demo#1", "done"],
      ["shallow@demo#1", "done"],
    ]);
    const audit = auditOutput.parse(jsonOf(await asked("audit", "shallow@demo#1", "--json")));
    expect(audit.ok).toBe(true);
    expect(
      audit.tensors.filter(({ expected }) => expected === "trained").every(({ changed }) => changed),
    ).toBe(true);
    expect(audit.tensors.filter(({ expected }) => expected === "frozen").some(({ changed }) => changed)).toBe(
      false,
    );
    doctorOutput.parse(jsonOf(await asked("doctor", "--json")));
    garbageOutput.parse(jsonOf(await asked("gc", "--dry-run", "--json")));
  });

  it("of items is a line a question, with the contract's fields in its order", async () => {
    const lines = jsonLinesOf(await asked("items", "base@demo#1", "--json"));
    expect(lines).toHaveLength(576);
    for (const line of lines) itemOutput.parse(line);
    expect(Object.keys(lines[0] ?? {})).toEqual(
      "benchmark protocol mode shots split subject id logprobs prediction answer correct extracted text".split(
        " ",
      ),
    );
  });

  it("of compare has all of the contract's fields", async () => {
    const ended = await asked("compare", "shallow", "base", "--json");
    const { pairs, family } = comparisonOutput.parse(jsonOf(ended));
    expect(pairs.map(({ a, b, benchmark, n }) => [a, b, benchmark, n])).toEqual([
      ["shallow", "base", "acquisition", 576],
    ]);
    const fields =
      "a b benchmark n diff_pts ci p p_adjusted relative_improvement relative_ci discordance mde_pts verdict".split(
        " ",
      );
    expect(fields.filter((field) => !(field in (pairs[0] ?? {})))).toEqual([]);
    expect(family).toMatchObject({ comparisons: 1, correction: "none" });
    const corrected = jsonOf(await asked("compare", "--family", "shallow", "--baseline", "base", "--json"));
    expect(comparisonOutput.parse(corrected).family).toMatchObject({ baseline: "base", correction: "holm" });
  });

  it("of report and site build names what was written", async () => {
    const report = reportOutput.parse(jsonOf(await asked("report", "demo", "--json")));
    expect(report.changed).toBe(true);
    expect(report.files.map((file) => existsSync(file))).toEqual([true, true, true]);
    expect(reportOutput.parse(jsonOf(await asked("report", "demo", "--json"))).changed).toBe(false);
    const site = siteOutput.parse(jsonOf(await asked("site", "build", "--json")));
    expect(readFileSync(join(site.out, "index.html"), "utf8")).toContain("shallow");
  });
});

describe("a run in which all is done already", () => {
  it("says so in one sentence, shows the table, and runs nothing", async () => {
    const { out, err } = await asked(...RUN);
    expect(err).toBe("Everything is done already: 2 runs, 5 stages. Nothing was run.\n");
    expect(out).toMatch(/^shallow +49\.4 % .* baseline$/m);
    expect(out).toMatch(/^base +0\.0 % /m);
  });

  it("says it in Chinese as well, with an aligned table", async () => {
    const { out, err } = await asked(...RUN, "--lang", "zh");
    expect(err).toContain("全部已完成：2 个运行，5 个阶段");
    expect(out).toMatch(/^策略 +训练占比 +得分 % \[95 %\]/m);
    expect(out).toContain("基线");
  });

  it("says nothing but results with --quiet", async () => {
    expect((await asked(...RUN, "--quiet")).err).toBe("");
  });
});

describe("harness eval", () => {
  it("scores a checkpoint and stores it under a label, which items and compare know", async () => {
    const folder = statusOutput
      .parse(jsonOf(await asked("status", "shallow@demo#1", "--json")))
      .runs[0]?.stages.find(({ stage }) => stage === "train")?.fingerprint;
    const model = join(cwd, ".harness/cache", folder ?? "", "model");
    const words = [
      "eval",
      model,
      "--benchmark",
      "retention",
      "--limit",
      "2",
      "--threads",
      "1",
      "--label",
      "again",
    ];
    const ended = await asked(...words, "--json");
    const { run, scores } = evaluationOutput.parse(jsonOf(ended));
    expect(run).toBe("again");
    expect(Object.keys(scores[0] ?? {})).toEqual(SCORE_FIELDS);
    expect(jsonLinesOf(await asked("items", "again", "--json"))).toHaveLength(scores[0]?.n ?? 0);
    const table = await asked(...words, "--lang", "zh");
    expect(table.out).toMatch(/^评测集 +协议/m);
    expect(table.err).toContain("全部已完成：1 个运行，1 个阶段");
  }, 120_000);
});

describe("a run that fails", () => {
  it("ends with 1, says why and what to do, and status repeats it", async () => {
    const words = ["run", "shallow.yaml", "--config", "tiny.yaml", "--state", "failing"];
    const { code, out, err } = await harness(words, { cwd });
    expect(code).toBe(1);
    expect(err).toMatch(/✗ shallow@demo#1 pack: pack stopped with an error: /);
    expect(err).toContain("then run the same command again");
    expect(out).toContain("1 of 1 run not done:\n  shallow@demo#1: failed");
    const status = await asked("status", "shallow@demo#1", "--state", "failing");
    expect(status.out).toMatch(/^pack +failed +just now/m);
    expect(status.out).toContain("pack stopped with an error");
    expect(status.out).toContain("logs: failing/runs/");
    statusOutput.parse(jsonOf(await asked("status", "--state", "failing", "--json")));
  }, 60_000);
});

describe("names in what is stored", () => {
  it.each([
    [["items", "base@demo#2"], 'no run is called "base@demo#2"', 'did you mean "base@demo#1"?'],
    [
      ["items", "base@demo#1", "--benchmark", "acquisitoin"],
      'not evaluated on "acquisitoin"',
      'did you mean "acquisition"?',
    ],
    [["audit", "base@demo#1"], "it trains nothing", "base@demo#1 has no audit"],
    [["compare", "base"], "there is nothing to compare with", "--baseline"],
    [["compare", "base", "shalow"], 'no run or strategy is called "shalow"', 'did you mean "shallow"?'],
    [["compare", "base", "shallow", "--benchmark", "ceval"], "no scores on ceval are stored", "harness eval"],
    [["compare", "base", "shallow", "--margin", "-1"], "--margin is a number of points above 0", "-1"],
    [["logs", "shallow@demo#1", "trian"], 'no stage "trian"', "it has pack, train, audit"],
    [["report", "r", "--runs", "shalow"], 'no run or strategy is called "shalow"', 'did you mean "shallow"?'],
  ])("%j is answered with what there is", async (words, message, hint) => {
    const { code, out, err } = await harness(words, { cwd });
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });
});
