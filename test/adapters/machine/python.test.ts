import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { probeCache } from "../../../harness/adapters/machine/python-probe.ts";
import { findPython, REQUIRED } from "../../../harness/adapters/machine/python.ts";
import type { PythonFound } from "../../../harness/app/ports/machine.ts";
import type { Diagnostic } from "../../../harness/domain/diagnostic/diagnostic.ts";
import { claimedVenv, fakePython, FITTING, script } from "../../fixtures/machine/interpreters.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "python-")));
const fitting = join(root, "fitting");
const stale = join(root, "stale");
beforeAll(() => {
  claimedVenv(fitting, FITTING);
  claimedVenv(stale, { ...FITTING, torch: "2.12.1" });
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** A search in an otherwise empty world. */
async function find(
  environment: Readonly<Record<string, string>>,
  {
    wanted,
    packageRoot = join(root, "nowhere"),
  }: { readonly wanted?: string; readonly packageRoot?: string } = {},
): Promise<{ readonly found?: PythonFound; readonly problem?: Diagnostic | undefined }> {
  const probes = probeCache(join(root, "python.json"), environment);
  const result = await findPython({ wanted, environment, packageRoot, workingFolder: root, probes });
  return result.ok ? { found: result.value } : { problem: result.error[0] };
}

describe("the interpreter", () => {
  it("is the one that --python names, before all others", async () => {
    const { found } = await find({ HARNESS_PYTHON: "/nowhere" }, { wanted: "fitting/bin/python" });
    expect(found).toMatchObject({ origin: "--python", path: join(fitting, "bin/python"), packages: FITTING });
    expect(found?.version).toMatch(/^3\.\d+\.\d+$/);
  });

  it("else that of HARNESS_PYTHON, else of the active environment, else of .venv, else python3 on PATH", async () => {
    const active = { VIRTUAL_ENV: fitting };
    expect((await find({ ...active, HARNESS_PYTHON: join(fitting, "bin/python") })).found?.origin).toBe(
      "HARNESS_PYTHON",
    );
    expect((await find(active)).found?.origin).toBe("VIRTUAL_ENV");
    claimedVenv(join(root, "package/.venv"), FITTING);
    const { found } = await find({ VIRTUAL_ENV: stale }, { packageRoot: join(root, "package") });
    expect(found).toMatchObject({ origin: ".venv", path: join(root, "package/.venv/bin/python") });
    expect((await find({ PATH: join(fitting, "bin") })).found?.origin).toBe("python3 on PATH");
  });

  it("that somebody named is not replaced by another, and what it lacks is told", async () => {
    const { problem } = await find({ VIRTUAL_ENV: fitting, HARNESS_PYTHON: join(stale, "bin/python") });
    expect(problem?.code).toBe("python-packages");
    expect(problem?.message).toContain("torch 2.12.1 (2.13 is needed)");
    expect(problem?.hint).toContain("leave HARNESS_PYTHON out");
  });

  it("that can't be run is told with the reason", async () => {
    const { problem } = await find({}, { wanted: script(join(root, "broken"), "echo sorry >&2; exit 1") });
    expect(problem).toMatchObject({ code: "python-broken" });
    expect(problem?.message).toContain("sorry");
    const { problem: missing } = await find({}, { wanted: "./no/such/python" });
    expect(missing).toMatchObject({
      code: "python-broken",
      message: expect.stringContaining("there is no such program") as unknown,
    });
  });
});

it("is asked for the packages that the set-up installs", () => {
  const requirements = readFileSync(
    resolve(import.meta.dirname, "../../../harness/worker/requirements.txt"),
    "utf8",
  );
  expect(requirements).toContain(`\ntorch==${REQUIRED.torch}.`);
  expect(requirements).toContain(`\ntransformers==${REQUIRED.transformers}.`);
});

describe("without a fitting interpreter", () => {
  it("no Python at all: how to install one", async () => {
    const { problem } = await find({ PATH: join(root, "empty") });
    expect(problem).toMatchObject({ code: "no-python" });
    expect(problem?.hint).toContain("apt install python3 python3-venv");
  });

  it("too old a Python: its version and its path", async () => {
    fakePython(join(root, "old/python3"), "3.9.2");
    const { problem } = await find({ PATH: join(root, "old") });
    expect(problem).toMatchObject({ code: "python-too-old" });
    expect(problem?.message).toBe(
      `Python 3.11 or newer is needed: ${join(root, "old/python3")} (python3 on PATH) is Python 3.9.2`,
    );
  });

  it("no torch: `npm run setup`, and everything that was tried", async () => {
    fakePython(join(root, "bare/python3"), "3.12.1");
    fakePython(join(root, "bare/python3.11"), "3.11.2");
    const { problem } = await find({ PATH: join(root, "bare"), VIRTUAL_ENV: stale });
    expect(problem?.hint).toContain("npm run setup");
    expect(problem?.hint).toContain(
      `${join(stale, "bin/python")} (VIRTUAL_ENV) has torch 2.12.1 (2.13 is needed)`,
    );
    expect(problem?.hint).toContain(`${join(root, "bare/python3.11")} (python3.11 on PATH) has no torch`);
    const { problem: bare } = await find({ PATH: join(root, "bare") });
    expect(bare?.code).toBe("no-torch");
  });
});
