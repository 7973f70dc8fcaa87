import { describe, expect, it } from "vitest";
import { harness } from "./harness.ts";

/** Every command of the contract, and those inside of others. */
const COMMANDS = [
  "init,doctor,plan,run,status,logs,eval,items,audit,compare,report,schema,gc".split(","),
  "data list,data import,data fetch,data verify,data prompts,site build,site serve".split(","),
  "trace,compose,power,import items,import scores,export,nightly,publish".split(","),
].flat();
const COMMON =
  "--profile --config --state --set --python --json --color --no-color --lang --quiet --verbose".split(" ");

describe("the help of every command", () => {
  it.each(COMMANDS)("harness %s --help shows two worked examples and all common options", async (command) => {
    const { code, out, err } = await harness([...command.split(" "), "--help"]);
    expect(code).toBe(0);
    expect(err).toBe("");
    expect(out.match(/^ {2}\$ harness /gm)?.length).toBeGreaterThanOrEqual(2);
    expect(COMMON.filter((option) => !out.includes(option))).toEqual([]);
  });

  it("has the options of the contract", async () => {
    const options = {
      init: "--model --nightly",
      "data import": "--from",
      "data prompts": "--benchmark --protocol --shots --split --subject",
      run: "--seeds --gpus --jobs --executor --keep-going --detach",
      status: "--watch",
      logs: "-f",
      eval: "--benchmark --protocol --mode --shots --split --subjects --limit --dtype --device --batch-size --backend --chat --rotations --label",
      items: "--benchmark",
      compare: "--benchmark --baseline --family",
      report: "--runs",
      "site build": "--out --allow-shrink",
      "site serve": "--port",
      gc: "--dry-run --keep",
    };
    for (const [command, names] of Object.entries(options)) {
      const { out } = await harness([...command.split(" "), "--help"]);
      const missing = names.split(" ").filter((name) => !new RegExp(`(^| )${name}[ ,]`, "m").test(out));
      expect({ command, missing }).toEqual({ command, missing: [] });
    }
  });

  it("of data and site has examples and lists what is inside", async () => {
    for (const [command, inner] of [
      ["data", "import"],
      ["site", "serve"],
    ] as const) {
      const { code, out } = await harness([command, "--help"]);
      expect(code).toBe(0);
      expect(out.match(/^ {2}\$ harness /gm)?.length).toBeGreaterThanOrEqual(2);
      expect(out).toContain(inner);
    }
  });

  it("is also behind `harness help COMMAND` and -h", async () => {
    const asked = await harness(["run", "--help"]);
    expect(await harness(["help", "run"])).toEqual(asked);
    expect(await harness(["run", "-h"])).toEqual(asked);
  });

  it("of the program lists every command", async () => {
    for (const words of [["--help"], ["-h"], ["help"]]) {
      const { code, out } = await harness(words);
      expect(code).toBe(0);
      const names = new Set(COMMANDS.map((command) => command.split(" ")[0] ?? ""));
      expect([...names].filter((name) => !new RegExp(`^  ${name} `, "m").test(out))).toEqual([]);
    }
  });

  it("keeps within the width of the terminal", async () => {
    const { out } = await harness(["run", "--help"], { width: 80 });
    const wide = out
      .split("\n")
      .filter((line) => line.length > 80 && !line.startsWith("  $") && !line.startsWith("      "));
    expect(wide).toEqual([]);
  });
});
