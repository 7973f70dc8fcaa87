import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  checkNode,
  checkPlatform,
  doctorChecks,
  type DoctorSubject,
} from "../../../harness/adapters/machine/doctor-checks.ts";

const root = mkdtempSync(join(tmpdir(), "doctor-"));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const subject: DoctorSubject = {
  python: {
    ok: true,
    value: {
      path: "/venv/bin/python",
      origin: ".venv",
      version: "3.12.4",
      packages: { torch: "2.13.0+cpu", transformers: "5.23.0" },
    },
  },
  facts: { platform: "linux-x64", cores: 2, memoryBytes: 16 * 2 ** 30, gpus: [] },
  stateFolder: join(root, "not/yet/there"),
  dataFolder: join(root, "data"),
  model: { name: "./base", folder: join(root, "base") },
};
const check = async (id: string, more: Partial<DoctorSubject> = {}): Promise<unknown> =>
  (await doctorChecks({ ...subject, ...more })).find((one) => one.id === id);

describe("the doctor", () => {
  it("looks at everything in the order in which it is needed", async () => {
    expect((await doctorChecks(subject)).map(({ id }) => id)).toEqual([
      "platform",
      "node",
      "better-sqlite3",
      "python",
      "torch",
      "transformers",
      "accelerators",
      "memory",
      "disk",
      "slurm",
      "data:ceval",
      "data:cmmlu",
      "model",
    ]);
  });

  it("has a remedy for everything that is not well, and none for what is", async () => {
    for (const { status, fix } of await doctorChecks(subject)) expect(fix === null).toBe(status === "ok");
  });

  it("tells where Python is, and what the search said where there is none", async () => {
    expect(await check("python")).toMatchObject({
      status: "ok",
      found: "3.12.4 at /venv/bin/python (.venv)",
    });
    const python = {
      ok: false,
      error: [{ severity: "error", code: "no-python", message: "no Python was found", hint: "install one" }],
    } as const;
    expect(await check("python", { python })).toEqual({
      id: "python",
      status: "missing",
      found: "no Python was found",
      fix: "install one",
    });
    expect(await check("torch", { python })).toMatchObject({ status: "missing", fix: "run `npm run setup`" });
  });

  it("sees a GPU that torch can't use", async () => {
    const facts = { ...subject.facts, gpus: [{ id: "GPU-1", name: "H100", memoryBytes: 80 * 2 ** 30 }] };
    expect(await check("accelerators", { facts })).toMatchObject({
      status: "warning",
      found: "H100, 80.0 GiB, but torch 2.13.0+cpu can't use them",
    });
    expect(await check("accelerators")).toMatchObject({ status: "ok", found: "none: the CPU is used" });
  });

  it("knows which data sets were imported, and whether the model is there", async () => {
    mkdirSync(join(root, "data/ceval"), { recursive: true });
    expect(await check("data:ceval")).toMatchObject({ status: "ok" });
    expect(await check("data:cmmlu")).toMatchObject({ status: "warning", found: "not imported" });
    expect(await check("model")).toMatchObject({ status: "missing" });
    mkdirSync(join(root, "base"));
    writeFileSync(join(root, "base/config.json"), "{}");
    expect(await check("model")).toMatchObject({ status: "ok" });
    expect(await check("model", { model: null })).toBeUndefined();
  });

  it("measures the disk of a folder that is still to be made, and warns of little memory", async () => {
    expect(await check("disk")).toMatchObject({
      found: expect.stringContaining(`free at ${root}`) as unknown,
    });
    const facts = { ...subject.facts, memoryBytes: 2 ** 30 };
    expect(await check("memory", { facts })).toMatchObject({ status: "warning", found: "1.0 GiB" });
  });

  it.each([
    ["linux-arm64", "ok"],
    ["darwin-arm64", "ok"],
    ["win32-x64", "missing"],
  ])("platform %s: %s", (platform, status) => {
    expect(checkPlatform(platform, join(root, "none")).status).toBe(status);
  });

  it("sees that torch can't work on musl", () => {
    mkdirSync(join(root, "lib"));
    writeFileSync(join(root, "lib/ld-musl-x86_64.so.1"), "");
    expect(checkPlatform("linux-x64", join(root, "lib"))).toMatchObject({ status: "missing" });
  });

  it.each([
    ["18.20.0", "missing"],
    ["20.18.9", "missing"],
    ["20.19.0", "ok"],
    ["24.1.0", "ok"],
  ])("Node %s: %s", (version, status) => {
    expect(checkNode(version).status).toBe(status);
  });
});
