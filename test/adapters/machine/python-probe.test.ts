import { mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { probeCache } from "../../../harness/adapters/machine/python-probe.ts";
import { claimedVenv, fakePython, FITTING, sitePackages } from "../../fixtures/machine/interpreters.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "probe-")));
const file = join(root, "python.json");
let python = "";
beforeAll(() => {
  python = claimedVenv(join(root, "venv"), FITTING);
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Asks as a new process would: nothing in memory. */
const ask = (path = python): ReturnType<ReturnType<typeof probeCache>["ask"]> =>
  probeCache(file, process.env).ask(path);

/** Puts a version into the cache that no interpreter would give: who reads it has not asked. */
function plant(version: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replaceAll(/"version":"[^"]+"/g, `"version":"${version}"`));
}

describe("an interpreter", () => {
  it("is asked for its version and its packages, without importing them", async () => {
    expect(await ask()).toMatchObject({ ok: true, value: { executable: python, packages: FITTING } });
  });

  it("is asked once, also by later processes", async () => {
    await ask();
    plant("3.99.0");
    expect(await ask()).toMatchObject({ value: { version: "3.99.0" } });
  });

  it("is asked again when a package was installed or removed", async () => {
    await ask();
    plant("3.99.0");
    utimesSync(sitePackages(join(root, "venv")), new Date(), new Date(Date.now() + 5000));
    expect(await ask()).not.toMatchObject({ value: { version: "3.99.0" } });
  });

  it("is asked again when the cache is damaged", async () => {
    writeFileSync(file, '{"half');
    expect(await ask()).toMatchObject({ ok: true });
  });

  it("behind a script is asked each time: what a shim starts depends on more than its file", async () => {
    const shim = fakePython(join(root, "shim/python3"), "3.12.0");
    expect(await ask(shim)).toMatchObject({ value: { version: "3.12.0" } });
    fakePython(shim, "3.13.0");
    expect(await ask(shim)).toMatchObject({ value: { version: "3.13.0" } });
  });
});
