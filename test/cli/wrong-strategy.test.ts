import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, harness, harnessYaml, strategyYaml } from "./harness.ts";

/** Runs `harness run` on these files; whatever is wrong, nothing may be left behind. */
async function runOn(files: Readonly<Record<string, string>>) {
  const cwd = folderWith({ "harness.yaml": harnessYaml(), ...files });
  const ended = await harness(["run", ...Object.keys(files).filter((name) => name !== "harness.yaml")], {
    cwd,
  });
  expect(existsSync(join(cwd, ".harness"))).toBe(false);
  expect(ended.out).toBe("");
  return ended;
}

const HEAD = "strategy: 1\ntitle: { en: A trial, zh: 试验 }\n";

describe("a strategy file that is wrong", () => {
  it.each([
    ["an open bracket", `${HEAD}train: [embed\nfreeze: [rest]\n`, "a.yaml:4:1 error", "close it with ]"],
    ["a tab", "strategy: 1\n\ttitle: x\n", "a.yaml:2:1 error a tab", "indent with spaces"],
    [
      "an unknown key",
      `${HEAD}trian: [embed]\nfreeze: [rest]\n`,
      'a.yaml:3:1 error unknown key "trian"',
      'did you mean "train"?',
    ],
    [
      "an unknown part",
      strategyYaml("[layer 0 atn]"),
      'a.yaml:3:17 error train: "atn"',
      'did you mean "attn"?',
    ],
    [
      "an address in no list",
      strategyYaml("[layers 0..3]", "[layers 5..8]"),
      "a.yaml:4:10 error neither trained nor frozen: embed, layers 3..5",
      "`freeze: [rest]`",
    ],
    [
      "an address in both lists",
      strategyYaml("[layers 0..3]", "[layers 2..8, rest]"),
      "a.yaml:4:10 error",
      "layer 2",
    ],
    [
      "a layer out of range",
      strategyYaml("[layer 8]"),
      "a.yaml:3:9 error `layer 8`: the model has no layer 8",
      "it has 8 layers: 0 to 7",
    ],
    [
      "a range out of range",
      strategyYaml("[layers 4..30]"),
      "a.yaml:3:9 error `layers 4..30`: 30 is outside the model",
      "0 to 7",
    ],
    [
      "nothing to train by accident",
      strategyYaml("[]"),
      "a.yaml:3:8 error train: the list is empty",
      "say `none`",
    ],
    [
      "a boundary outside the model",
      `${HEAD}boundary: 12\ntrain: [layers 0..boundary]\nfreeze: [rest]\n`,
      "a.yaml:3:11 error",
      "8 layers",
    ],
    [
      "a boundary beyond 100 %",
      `${HEAD}boundary: 140%\ntrain: [layers 0..boundary]\nfreeze: [rest]\n`,
      "a.yaml:3:11 error boundary: 140% is outside the model",
      "0% to 100%",
    ],
    ["no title", "strategy: 1\ntrain: [embed]\nfreeze: [rest]\n", 'error missing key "title"', "a.yaml:1:1"],
    ["nothing at all", "", "a.yaml:1:1 error expected a map", "nothing"],
  ])("with %s is told with its place and what to do", async (...[, text, message, hint]) => {
    const { code, err } = await runOn({ "a.yaml": text });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  it("shows the line, underlined", async () => {
    const { err } = await runOn({ "a.yaml": `${HEAD}trian: [embed]\nfreeze: [rest]\n` });
    expect(err).toBe(
      'a.yaml:3:1 error unknown key "trian"\n  3 | trian: [embed]\n    | ~~~~~\n    did you mean "train"?\n',
    );
  });

  it("tells all its problems at once", async () => {
    const { code, err } = await runOn({
      "a.yaml": "strategy: 2\ntitle: { en: a }\ntrian: [layers 0..3]\nfreze: [rest]\n",
    });
    expect(code).toBe(2);
    for (const place of ["a.yaml:1:11", "a.yaml:2:1", "a.yaml:3:1", "a.yaml:4:1"])
      expect(err).toContain(place);
  });

  it("hides no problem of another file, nor a file that is not there", async () => {
    const cwd = folderWith({
      "harness.yaml": harnessYaml({ budgt: "{}" }),
      "a.yaml": `${HEAD}trian: [embed]\nfreeze: [rest]\n`,
      "b.yaml": "strategy: 1\nfoo: 3\ntrain: [layer 1 atn]\n",
    });
    const { code, err } = await harness(["run", "a.yaml", "b.yaml", "c.yaml"], { cwd });
    expect(code).toBe(2);
    for (const place of [
      "harness.yaml:9:5",
      "a.yaml:3:1",
      "b.yaml:2:1",
      "b.yaml:3:17",
      "c.yaml is not there",
    ]) {
      expect(err).toContain(place);
    }
  });

  it("is refused by the plan in the same words", async () => {
    const cwd = folderWith({ "harness.yaml": harnessYaml(), "a.yaml": strategyYaml("[layer 8]") });
    expect(await harness(["plan", "a.yaml"], { cwd })).toEqual(await harness(["run", "a.yaml"], { cwd }));
  });
});
