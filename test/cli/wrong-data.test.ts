import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, harness, harnessYaml, jsonOf, ROOT, strategyYaml } from "./harness.ts";
import { gardenCard, gardenData } from "../fixtures/garden.ts";

/** A project with a benchmark of its own, "garden", whose data is brought in or not. */
function garden(data: Readonly<Record<string, string>>): {
  readonly cwd: string;
  readonly env: Record<string, string>;
} {
  const files = Object.entries(data).map(([name, text]) => [`data/garden/${name}`, text] as const);
  const cwd = folderWith({
    "harness.yaml": harnessYaml({ benchmarks: "[{ name: garden }]" }),
    "a.yaml": strategyYaml("[layers 0..3]"),
    "datasets/garden.yaml": gardenCard(),
    ...Object.fromEntries(files),
  });
  return { cwd, env: { HARNESS_DATA: join(cwd, "data") } };
}

const [firstFile = ""] = Object.keys(gardenData);
const damaged = { ...gardenData, [firstFile]: `${gardenData[firstFile] ?? ""}\n` };

describe("a benchmark's data", () => {
  it("that is not here stops a run before it trains, with how to bring it", async () => {
    const place = garden({});
    const { code, out, err } = await harness(["run", "a.yaml"], place);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain("there is no file");
    expect(err).toContain("harness data import garden --from DIR_OR_ZIP");
    expect(existsSync(join(place.cwd, ".harness", "runs"))).toBe(false);
  });

  it("whose hash differs stops a run before it trains", async () => {
    const place = garden(damaged);
    const { code, err } = await harness(["run", "a.yaml"], place);
    expect(code).toBe(2);
    expect(err).toContain(firstFile);
    expect(err).toContain("sha256");
    expect(err).toContain("harness data import garden");
    expect(existsSync(join(place.cwd, ".harness", "runs"))).toBe(false);
  });

  it("that is not here is a warning in a plan, which needs none", async () => {
    const { code, out, err } = await harness(["plan", "a.yaml"], garden({}));
    expect(code).toBe(0);
    expect(err).toContain("warning there is no file");
    expect(out).toContain("on garden");
  });

  it("whose hash differs is damaged for data verify, which names the file and ends with 1", async () => {
    const { code, out } = await harness(["data", "verify", "garden"], garden(damaged));
    expect(code).toBe(1);
    expect(out).toContain("garden: damaged, 1 of");
    expect(out).toContain(`${firstFile} differs: expected `);
    expect(out).toContain("harness data import garden --from DIR_OR_ZIP");
  });

  it("that was not brought in is absent, in one line and not in one for each file", async () => {
    const { code, out } = await harness(["data", "verify", "ceval"], garden({}));
    expect(code).toBe(1);
    expect(out).toMatch(
      /^ceval: absent, there is nothing of it in .*\n {2}bring it in: harness data import ceval .*\n$/,
    );
  });

  it("is verified where all is as the card says, and nobody else's absence matters", async () => {
    const { code, out } = await harness(["data", "verify"], garden(gardenData));
    expect(code).toBe(0);
    expect(out).toContain("garden: verified");
    expect(out).not.toContain("ceval");
  });

  it("is not imported from a folder whose files differ, and nothing is written", async () => {
    const place = garden({});
    const { code, err } = await harness(["data", "import", "garden", "--from", folderWith(damaged)], place);
    expect(code).toBe(2);
    expect(err).toContain("expected");
    expect(existsSync(join(place.cwd, "data"))).toBe(false);
  });

  it("is imported from where it was published, once", async () => {
    const place = garden({});
    const from = folderWith(gardenData);
    const first = await harness(["data", "import", "garden", "--from", from, "--json"], place);
    expect(jsonOf(first)).toMatchObject({ benchmark: "garden", outcome: "imported" });
    const again = await harness(["data", "import", "garden", "--from", from, "--json"], place);
    expect(jsonOf(again)).toMatchObject({ outcome: "already-verified" });
    expect((await harness(["data", "verify", "garden"], place)).code).toBe(0);
  });

  it.each([
    [["data", "import", "gardn", "--from", "x"], 'no benchmark is called "gardn"'],
    [["data", "verify", "gardn"], 'no benchmark is called "gardn"'],
    [["data", "prompts", "--benchmark", "gardn"], 'no benchmark is called "gardn"'],
    [["data", "prompts", "--benchmark", "garden", "--split", "tst"], "tst"],
    [["data", "prompts", "--benchmark", "garden", "--protocol", "offical"], "offical"],
  ])("asked for wrongly by %j is answered with what there is", async (words, message) => {
    const { code, out, err } = await harness(words, garden(gardenData));
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
  });
});

describe("a card that is wrong", () => {
  it("is told with its place, and hides no other benchmark", async () => {
    const cwd = folderWith({ "datasets/broken.yaml": "name: broken\ntitel: { en: a, zh: b }\n" });
    const { code, out, err } = await harness(["data", "list"], { cwd });
    expect(code).toBe(0);
    expect(err).toContain('datasets/broken.yaml:2:1 error unknown key "titel"');
    expect(out).toContain("acquisition");
  });
});

describe("the demonstration's data", () => {
  it("is as its card says in this checkout", async () => {
    const { code, out } = await harness(["data", "verify", "acquisition", "--json"]);
    expect(code).toBe(0);
    expect(out).toContain("verified");
    expect(readFileSync(join(ROOT, "datasets/acquisition.yaml"), "utf8")).toContain("acquisition.csv");
  });
});
