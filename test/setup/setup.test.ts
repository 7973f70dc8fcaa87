import { rmSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../fixtures/executor/lab.ts";
import { script } from "../fixtures/machine/interpreters.ts";
import { Checkout, endOf } from "../fixtures/setup/checkout.ts";

let clone: Checkout;
beforeEach(() => {
  clone = new Checkout();
});
afterEach(() => {
  clone.remove();
});

const EVERYTHING = ["npm ci", "tsc", "-m venv", "-m pip install"];

describe("a fresh clone", () => {
  it("is set up step by step, each with its number, its time and what is left", async () => {
    const { code, said } = await clone.setUp();
    expect([code, clone.calls()]).toEqual([0, EVERYTHING]);
    expect(said.replaceAll(/\d+ s|\d+ min \d+ s/g, "T")).toBe(
      [
        "[1/3] Node packages: about T left in all",
        "[1/3] Node packages: done in T",
        "[2/3] compiling: about T left in all",
        "[2/3] compiling: done in T",
        "[3/3] Python packages: about T left in all",
        "[3/3] Python packages: done in T",
        "set-up complete (T)",
        "",
      ].join("\n"),
    );
    expect(clone.read(".harness/setup.log")).toContain("npm-cli.js ci");
  });

  it("is set up once: the second call starts nothing and takes no time", async () => {
    await clone.setUp();
    clone.calls();
    const before = performance.now();
    const { code, said } = await clone.setUp();
    expect(performance.now() - before).toBeLessThan(2000);
    expect([code, clone.calls()]).toEqual([0, []]);
    expect(said).toMatch(/^set-up: nothing to do \(\d s\)\n$/);
  });

  it("without a lock file is installed all the same", async () => {
    rmSync(join(clone.root, "package-lock.json"));
    await clone.setUp();
    expect(clone.calls()[0]).toBe("npm install");
  });

  it("whose lock file npm finds incomplete is installed without changing it", async () => {
    const locked = clone.read("package-lock.json");
    expect((await clone.setUp({ FAKE_NPM: "ci" })).code).toBe(0);
    expect(clone.calls().slice(0, 2)).toEqual(["npm ci", "npm install"]);
    expect(clone.read("package-lock.json")).toBe(locked);
  });

  it("with --test gets what the tests need as well, once", async () => {
    await clone.setUp();
    clone.calls();
    expect(await clone.setUp({}, ["--test"])).toMatchObject({ code: 0 });
    expect(clone.calls()).toEqual(["-m pip install"]);
    await clone.setUp({}, ["--test"]);
    await clone.setUp();
    expect(clone.calls()).toEqual([]);
  });
});

describe("only what has changed is done again", () => {
  beforeEach(async () => {
    await clone.setUp();
    clone.calls();
  });

  it.each<[string, (clone: Checkout) => void, readonly string[]]>([
    [
      "a source",
      (it) => {
        it.write("harness/main.ts", "export const a = 1;");
      },
      ["tsc"],
    ],
    [
      "a source that only looks newer",
      (it) => {
        utimesSync(join(it.root, "harness/main.ts"), 1, 1);
      },
      ["tsc"],
    ],
    [
      "dist/ is gone",
      (it) => {
        rmSync(join(it.root, "dist"), { recursive: true });
      },
      ["tsc"],
    ],
    [
      "node_modules is gone",
      (it) => {
        rmSync(join(it.root, "node_modules"), { recursive: true });
      },
      ["npm ci"],
    ],
    [
      "the lock file",
      (it) => {
        it.write("package-lock.json", '{"packages":{"":{},"node_modules/typescript":{"version":"7.0.0"}}}');
      },
      ["npm ci", "tsc"],
    ],
    [
      "the Python requirements",
      (it) => {
        it.write("harness/worker/requirements.txt", "torch==2.14.0\n");
      },
      ["-m pip install"],
    ],
    [
      ".venv is gone",
      (it) => {
        rmSync(join(it.root, ".venv"), { recursive: true });
      },
      ["-m venv", "-m pip install"],
    ],
    [
      "the stamp is gone: it is looked at, and nothing needs doing",
      (it) => {
        rmSync(join(it.root, ".harness"), { recursive: true });
      },
      ["tsc"],
    ],
    [
      "the stamp is damaged",
      (it) => {
        it.write(".harness/setup.json", "{");
      },
      ["tsc"],
    ],
  ])("%s", async (_what, change, calls) => {
    change(clone);
    expect((await clone.setUp()).code).toBe(0);
    expect(clone.calls()).toEqual(calls);
    await clone.setUp();
    expect(clone.calls()).toEqual([]);
  });

  it("compiled files whose source is gone are removed", async () => {
    clone.write("dist/harness/old.js", "");
    clone.write("harness/main.ts", "export const b = 1;");
    await clone.setUp();
    expect([clone.has("dist/harness/old.js"), clone.has("dist/harness/main.js")]).toEqual([false, true]);
  });
});

describe("an interpreter that is there", () => {
  it("and fits is used: the active environment, with whatever patch release of torch", async () => {
    clone.write("mine/installed.json", '{"torch":"2.13.1+cu130","transformers":"5.30.0"}');
    script(join(clone.root, "mine/bin/python"), clone.read("bin/python3").split("\n")[1] ?? "");
    const { code } = await clone.setUp({ VIRTUAL_ENV: join(clone.root, "mine") });
    expect([code, clone.calls(), clone.has(".venv")]).toEqual([0, ["npm ci", "tsc"], false]);
  });

  it("named by HARNESS_PYTHON is never replaced and never written to: what it lacks is told", async () => {
    const python = join(clone.root, "bin/python3");
    const { code, said } = await clone.setUp({ HARNESS_PYTHON: python });
    expect(code).toBe(3);
    expect(said).toContain(`HARNESS_PYTHON=${python} does not fit: no torch, no transformers.`);
    clone.write("installed.json", '{"torch":"2.13.0","transformers":"5.23.0"}');
    expect((await clone.setUp({ HARNESS_PYTHON: python })).code).toBe(0);
    const test = await clone.setUp({ HARNESS_PYTHON: python }, ["--test"]);
    expect(test.code).toBe(3);
    expect(test.said).toContain("lacks what the tests need: no gguf");
    expect(clone.calls()).toEqual(["npm ci", "tsc"]);
  });
});

describe("what goes wrong is told in words", () => {
  it.each<[string, Record<string, string>, string]>([
    ["no Python", { PATH: "/nowhere" }, "There is no Python here. Python 3.11 or newer is needed:"],
    ["too old a Python", { FAKE_VERSION: "3.9.2" }, "python3 is Python 3.9.2"],
    ["no venv module", { FAKE_NO_VENV: "1" }, "sudo apt install python3-venv"],
    [
      "no network",
      { FAKE_PIP: "fail: NewConnectionError: Temporary failure in name resolution" },
      "can't be reached",
    ],
    ["a full disk", { FAKE_PIP: "fail: OSError: [Errno 28] No space left on device" }, "The disk is full"],
    [
      "no torch for this platform",
      { FAKE_PIP: "fail: ERROR: No matching distribution found for torch==2.13.0" },
      "There is no torch",
    ],
    ["npm without a network", { FAKE_NPM: "fail: npm error code ENOTFOUND" }, "can't be reached"],
    ["no compiler", { FAKE_NPM: "fail: npm error gyp ERR! find Python" }, "build-essential"],
    ["anything else", { FAKE_NPM: "fail: it is Monday" }, "Look at the log"],
  ])("%s", async (_what, environment, words) => {
    const { code, said } = await clone.setUp(environment);
    expect(code).toBe(3);
    expect(said).toContain(words);
    expect(said).toMatch(/: failed in \d+ s/);
  });

  it("a linked node_modules is not emptied through the link", async () => {
    clone.write("elsewhere/precious", "");
    symlinkSync(join(clone.root, "elsewhere"), join(clone.root, "node_modules"));
    const { code, said } = await clone.setUp();
    expect([code, clone.calls(), clone.has("elsewhere/precious")]).toEqual([3, [], true]);
    expect(said).toContain("node_modules is a link to");
  });

  it("a type error shows the compiler's words, and the next call compiles again", async () => {
    clone.write("harness/main.ts", "wrong");
    const { code, said } = await clone.setUp();
    expect(code).toBe(3);
    expect(said).toContain("harness/main.ts(1,1): error");
    clone.calls();
    clone.write("harness/main.ts", "right");
    expect((await clone.setUp()).code).toBe(0);
    expect(clone.calls()).toEqual(["tsc", "-m venv", "-m pip install"]);
  });
});

describe("interruptions", () => {
  const calledPip = (): boolean => clone.has("journal") && clone.read("journal").includes("pip");

  it("killed while pip works: the half-made .venv is made afresh", async () => {
    const first = clone.begin({ FAKE_PIP: "hang" });
    const end = endOf(first);
    await until(calledPip, "pip");
    first.kill("SIGKILL");
    await end.catch(() => undefined);
    clone.calls();
    expect((await clone.setUp()).code).toBe(0);
    expect(clone.calls()).toEqual(["-m venv", "-m pip install"]);
  });

  it("asked to stop, it stops its program and says how to go on", async () => {
    const first = clone.begin({ FAKE_PIP: "hang" });
    const end = endOf(first);
    await until(calledPip, "pip");
    first.kill("SIGTERM");
    expect(await end).toMatchObject({
      code: 130,
      said: expect.stringContaining("goes on with it") as unknown,
    });
  });

  it("of two at once, the second waits for the first and has nothing to do", async () => {
    const ends = await Promise.all([clone.setUp(), clone.setUp()]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect(clone.calls()).toEqual(EVERYTHING);
    expect(ends.map(({ said }) => said).join("")).toContain(
      "another set-up of this folder is at work; waiting for it",
    );
  });
});
