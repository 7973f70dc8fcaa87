import { describe, expect, it } from "vitest";
import { folderWith, harness, harnessYaml, jsonLinesOf, jsonOf, strategyYaml } from "./harness.ts";

const ESCAPE = "\u001b[";
const project = (): string =>
  folderWith({ "harness.yaml": harnessYaml(), "a.yaml": strategyYaml("[layers 0..3]") });

describe("--json", () => {
  it("leaves nothing but one JSON value on stdout", async () => {
    for (const words of [["plan", "a.yaml"], ["data", "list"], ["schema"]]) {
      const ended = await harness([...words, "--json"], { cwd: project() });
      expect(ended.code).toBe(0);
      expect(ended.out.trimEnd().split("\n")).toHaveLength(1);
      expect(jsonOf(ended)).toBeTypeOf("object");
    }
  });

  it("of many values is one a line", async () => {
    const ended = await harness(["data", "prompts", "--benchmark", "acquisition", "--json"]);
    expect(jsonLinesOf(ended)).toHaveLength(576);
  });

  it("sends what is for people to stderr", async () => {
    const ended = await harness(["data", "verify", "acquisition", "--json"]);
    expect(jsonOf(ended)).toHaveProperty("benchmarks");
    expect(ended.err).toContain("acquisition: verified");
  });

  it("prints nothing on stdout where something is wrong", async () => {
    const ended = await harness(["plan", "nope.yaml", "--json"], { cwd: project() });
    expect(ended).toMatchObject({ code: 2, out: "" });
  });
});

describe("colour", () => {
  const isColoured = async (
    words: readonly string[],
    {
      env = {},
      isTty = false,
    }: { readonly env?: Readonly<Record<string, string>>; readonly isTty?: boolean } = {},
  ): Promise<boolean> => {
    const { out, err } = await harness(["plan", "nope.yaml", ...words], { cwd: project(), env, isTty });
    return (out + err).includes(ESCAPE);
  };

  it("is for terminals only", async () => {
    expect(await isColoured([])).toBe(false);
    expect(await isColoured([], { isTty: true })).toBe(true);
  });

  it("obeys NO_COLOR and FORCE_COLOR", async () => {
    expect(await isColoured([], { isTty: true, env: { NO_COLOR: "1" } })).toBe(false);
    expect(await isColoured([], { isTty: true, env: { NO_COLOR: "" } })).toBe(true);
    expect(await isColoured([], { env: { FORCE_COLOR: "1" } })).toBe(true);
    expect(await isColoured([], { env: { FORCE_COLOR: "0" } })).toBe(false);
  });

  it("obeys --color and --no-color before anything else", async () => {
    expect(await isColoured(["--color"], { env: { NO_COLOR: "1" } })).toBe(true);
    expect(await isColoured(["--no-color"], { isTty: true, env: { FORCE_COLOR: "1" } })).toBe(false);
  });
});

describe("--lang zh", () => {
  it("gives titles in Chinese", async () => {
    expect((await harness(["data", "list", "--lang", "zh"])).out).toContain("小世界·习得");
  });
});

describe("--state", () => {
  it("is where a run would be kept; a plan makes nothing", async () => {
    const cwd = project();
    expect((await harness(["plan", "a.yaml", "--state", "elsewhere"], { cwd })).code).toBe(0);
    const { err } = await harness(["status", "--state", "elsewhere"], { cwd });
    expect(err).toContain("nothing is stored in elsewhere yet");
  });
});
