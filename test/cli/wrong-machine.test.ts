import { createServer } from "node:net";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockState } from "../../harness/adapters/files/lock.ts";
import { queryGpus } from "../../harness/adapters/machine/gpus.ts";
import { fakePython, script } from "../fixtures/machine/interpreters.ts";
import { folderWith, harness, harnessYaml, strategyYaml } from "./harness.ts";

const project = (changes: Readonly<Record<string, string>> = {}): string =>
  folderWith({ "harness.yaml": harnessYaml(changes), "a.yaml": strategyYaml("[layers 0..3]") });

describe("a Python", () => {
  it.each([
    ["--python", ["--python", "/nonexistent/python"], {}, "--python: /nonexistent/python"],
    ["HARNESS_PYTHON", [], { HARNESS_PYTHON: "/nonexistent/python" }, "HARNESS_PYTHON: /nonexistent/python"],
  ])("that %s names and that is not there stops the run", async (...[, options, env, message]) => {
    const cwd = project();
    const { code, out, err } = await harness(["run", "a.yaml", ...options], { cwd, env });
    expect(code).toBe(3);
    expect(out).toBe("");
    expect(err).toContain(`${message} can't be run as a Python: there is no such program`);
    expect(err).toContain("give the path of a Python interpreter");
    expect(existsSync(join(cwd, ".harness"))).toBe(false);
  });

  it("that is too old is told with its version, and how to get another", async () => {
    const cwd = project();
    const old = fakePython(join(cwd, "old/python3"), "3.9.2");
    const { code, err } = await harness(["run", "a.yaml", "--python", old], { cwd });
    expect(code).toBe(3);
    expect(err).toContain(`Python 3.11 or newer is needed: ${old} (--python) is Python 3.9.2`);
    expect(err).toContain("sudo apt install python3");
  });

  it("without torch is told with what it lacks, and how to install it", async () => {
    const cwd = project();
    const bare = fakePython(join(cwd, "bare/python3"), "3.12.1");
    const { code, err } = await harness(["run", "a.yaml", "--python", bare], { cwd });
    expect(code).toBe(3);
    expect(err).toContain("no torch");
    expect(err).toContain("npm run setup");
    expect(existsSync(join(cwd, ".harness"))).toBe(false);
  });

  it("that is none is told with what it said", async () => {
    const cwd = project();
    const odd = script(join(cwd, "odd/python3"), "echo sorry");
    const { code, err } = await harness(["eval", ".", "--benchmark", "acquisition", "--python", odd], {
      cwd,
    });
    expect(code).toBe(2); // the folder is no model: that is told first
    expect(err).toContain("config.json");
    const run = await harness(["run", "a.yaml", "--python", odd], { cwd });
    expect(run.code).toBe(3);
    expect(run.err).toContain("sorry");
  });
});

const gpus = await queryGpus();

describe.skipIf(gpus.length > 0)("a GPU that is not there", () => {
  it.each([
    [{ device: "cuda" }, [], 3, "the profile asks for cuda, but", "harness doctor"],
    [{ device: "mps" }, [], 3, "the profile asks for mps", "device: auto"],
    [{ device: "auto" }, ["--gpus", "7"], 3, "--gpus 7: this machine shows no GPU", "harness doctor"],
    [
      { device: "cpu" },
      ["--gpus", "7"],
      2,
      "--gpus 7, but the profile says device: cpu",
      "--set device=auto",
    ],
  ])("asked for by %j %j stops the run", async (...[changes, options, expected, message, hint]) => {
    const cwd = project(changes);
    const { code, err } = await harness(["run", "a.yaml", ...options], { cwd });
    expect(code).toBe(expected);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(existsSync(join(cwd, ".harness"))).toBe(false);
  });
});

describe("a state folder", () => {
  it("that another process works on stops the run with who it is", async () => {
    const cwd = project();
    const held = lockState(join(cwd, ".harness"), { command: "harness run other.yaml" });
    if (!held.ok) throw new Error(JSON.stringify(held.error));
    const { code, out, err } = await harness(["run", "a.yaml"], { cwd });
    held.value.release();
    expect(code).toBe(75);
    expect(out).toBe("");
    expect(err).toContain(`process ${process.pid}`);
    expect(err).toContain("harness run other.yaml");
  });

  it("that can't be one is told with another way", async () => {
    const cwd = project();
    const { code, err } = await harness(["run", "a.yaml", "--state", "a.yaml/state"], { cwd });
    expect(code).toBe(2);
    expect(err).toContain("--state DIR");
  });

  it.each(["status", "logs x", "items x", "audit x", "compare a b", "report r", "site build", "gc"])(
    "in which nothing is stored is no riddle for harness %s",
    async (command) => {
      const cwd = project();
      const { code, out, err } = await harness(command.split(" "), { cwd });
      expect(code).toBe(2);
      expect(out).toBe("");
      expect(err).toContain("nothing is stored in .harness yet");
      expect(err).toContain("harness run strategies/*.yaml");
      expect(existsSync(join(cwd, ".harness"))).toBe(false);
    },
  );
});

describe("harness site serve", () => {
  it("says that the port is in use, and which one is free", async () => {
    const cwd = folderWith({ "dist-site/index.html": "<!doctype html>" });
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, "127.0.0.1", () => {
        const address = taken.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const { code, err } = await harness(["site", "serve", "--port", String(port)], { cwd });
    taken.close();
    expect(code).toBe(3);
    expect(err).toContain(`port ${port} is in use`);
    expect(err).toMatch(/this one is free: harness site serve --port \d+/);
  });

  it("says how to build a site where there is none", async () => {
    const { code, err } = await harness(["site", "serve"], { cwd: folderWith() });
    expect(code).toBe(2);
    expect(err).toContain("harness site build makes it");
  });
});
