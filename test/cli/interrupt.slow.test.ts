import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { statusOutput } from "../../harness/domain/contract/outputs/status.ts";
import { folderWith, harness, harnessYaml, jsonOf, ROOT, strategyYaml } from "./harness.ts";

/** The program as a process of its own, from the sources; resolves to its exit code. */
function processOf(words: readonly string[], cwd: string, onLine: (line: string, end: () => void) => void) {
  const loader = join(ROOT, "test/fixtures/executor/typescript.mjs");
  const child = spawn(process.execPath, ["--import", loader, join(ROOT, "harness/main.ts"), ...words], {
    cwd,
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let err = "";
  child.stderr.on("data", (bytes: Buffer) => void (err += bytes.toString("utf8")));
  createInterface(child.stdout).on("line", (line) => {
    onLine(line, () => void child.kill("SIGINT"));
  });
  return new Promise<{ readonly code: number | null; readonly err: string }>((resolve) => {
    child.once("close", (code) => {
      resolve({ code, err });
    });
  });
}

describe("Ctrl-C", () => {
  it("ends a run with 130, its state saved, and status says how to go on", async () => {
    const cwd = folderWith({
      "harness.yaml": harnessYaml({ budget: "{ steps: 3000, sequence: 32, batch: 16, lr: 1e-3 }" }),
      "a.yaml": strategyYaml("[layers 0..3]"),
    });
    const { code, err } = await processOf(["run", "a.yaml", "--json"], cwd, (line, end) => {
      if (line.includes('"stage-resolved"')) end();
    });
    expect(code).toBe(130);
    expect(err).toContain("stopping (SIGINT)");
    const { out, code: asked } = await harness(["status", "a@demo#1"], { cwd });
    expect(asked).toBe(0);
    expect(out).toMatch(/^pack +done/m);
    expect(out).toMatch(/^train +interrupted/m);
    expect(out).toContain("run the same command again: it goes on where it stopped");
    const status = statusOutput.parse(jsonOf(await harness(["status", "--json"], { cwd })));
    expect(status.runs[0]?.status).toBe("interrupted");
  }, 120_000);
});
