import { describe, expect, it } from "vitest";
import { PLANNED } from "../../harness/cli/planned-commands.ts";
import { folderWith, harness } from "./harness.ts";

describe("harness alone", () => {
  it("says what to type first in a folder without harness.yaml", async () => {
    const { code, out } = await harness([], { cwd: folderWith() });
    expect(code).toBe(0);
    expect(out).toContain("no harness.yaml yet");
    expect(out).toContain("$ harness init --model PATH_OR_ID");
  });

  it("goes on to plan and run where there is one", async () => {
    const { code, out } = await harness([], { cwd: folderWith({ "harness.yaml": "" }) });
    expect(code).toBe(0);
    expect(out).toContain("$ harness run strategies/*.yaml");
    expect(out).not.toContain("harness init");
  });

  it("tells its version", async () => {
    expect((await harness(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("the name of a command", () => {
  it("may be a unique prefix, also inside of another one", async () => {
    expect(await harness(["sc"])).toEqual(await harness(["schema"]));
    expect((await harness(["dat", "li", "--json"])).code).toBe(0);
  });

  it("that several begin with is refused with all of them", async () => {
    const { code, err } = await harness(["s"]);
    expect(code).toBe(2);
    expect(err).toContain('unknown command "s"');
    expect(err).toContain("it could be status, site or schema");
  });

  it.each([
    [["pln"], 'unknown command "pln"', 'did you mean "plan"?'],
    [["zebra"], 'unknown command "zebra"', "harness --help lists all commands"],
    [["data", "lst"], 'unknown command "lst"', 'did you mean "list"?'],
    [["site", "publish"], 'unknown command "publish"', "harness site --help lists all commands"],
  ])("%j is answered with the nearest", async (words, message, hint) => {
    const { code, out, err } = await harness(words);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  it.each(Object.keys(PLANNED))("%s says that it is not built yet, whatever comes after it", async (name) => {
    const { code, out, err } = await harness([name, "x", "--some", "thing"]);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(`harness ${name}: not built yet`);
  });
});

describe("what stands after a command", () => {
  it.each([
    [["plan", "a.yaml", "--profil", "x"], 'unknown option "--profil"', "did you mean --profile?"],
    [["data", "list", "--jsn"], 'unknown option "--jsn"', "did you mean --json?"],
    [["run"], 'missing required argument "strategy"', "harness run --help shows how it is called"],
    [
      ["data", "import", "ceval"],
      'required option "--from <dir-or-zip>" not specified',
      "harness data import --help",
    ],
    [["run", "a.yaml", "--seeds", "one"], "expected a whole number", "harness run --help"],
    [
      ["eval", "m", "--benchmark", "b", "--mode", "loud"],
      "Allowed choices are logit, cloze, generate",
      "harness eval --help",
    ],
    [["plan", "a.yaml", "--lang", "fr"], "Allowed choices are en, zh", "harness plan --help"],
    [["status", "--state"], 'option "--state <dir>" argument missing', "harness status --help"],
  ])("%j is refused with what to do", async (words, message, hint) => {
    const { code, out, err } = await harness(words);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  it("does not stand before it", async () => {
    const { code, err } = await harness(["--json", "plan"]);
    expect(code).toBe(2);
    expect(err).toContain("options come after it: harness run strategies/*.yaml --json");
  });

  it.each([
    [["run", "a.yaml", "--detach"], "--detach is not built yet"],
    [["run", "a.yaml", "--executor", "slurm"], 'the executor "slurm" is not built yet'],
    [["eval", "m", "--benchmark", "b", "--backend", "http"], 'the backend "http" is not built yet'],
    [["eval", "m", "--benchmark", "b", "--chat"], "--chat is not built yet"],
    [["eval", "m", "--benchmark", "b", "--rotations"], "--rotations is not built yet"],
    [["data", "fetch", "ceval"], "not built yet"],
  ])("%j is not built yet, and says so", async (words, message) => {
    const { code, err } = await harness(words);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
