import { describe, expect, it } from "vitest";
import { expandPrefix, wrongCommand } from "../../harness/cli/argv.ts";

const NAMES = ["plan", "publish", "power", "run", "report"];

describe("a typed command", () => {
  it("is a name, or a prefix of one only", () => {
    expect(expandPrefix("plan", NAMES)).toEqual({ kind: "name", name: "plan" });
    expect(expandPrefix("pl", NAMES)).toEqual({ kind: "name", name: "plan" });
    expect(expandPrefix("p", NAMES)).toEqual({ kind: "several", names: ["plan", "publish", "power"] });
    expect(expandPrefix("x", NAMES)).toEqual({ kind: "unknown" });
  });

  it("may be a name that another one begins with", () => {
    expect(expandPrefix("re", ["re", "report"])).toEqual({ kind: "name", name: "re" });
  });

  it("that is none is told with what it could be", () => {
    expect(wrongCommand("r", NAMES, "harness")).toBe('unknown command "r"\n    it could be run or report');
    expect(wrongCommand("rnu", NAMES, "harness")).toBe('unknown command "rnu"\n    did you mean "run"?');
    expect(wrongCommand("zzz", NAMES, "harness data")).toContain("harness data --help lists all commands");
  });
});
