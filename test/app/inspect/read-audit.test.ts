import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { stateFolder } from "../../../harness/adapters/files/state-folder.ts";
import { readAudit } from "../../../harness/app/inspect/read-audit.ts";
import type { RunRecord } from "../../../harness/app/ports/store.ts";

const root = mkdtempSync(join(tmpdir(), "permafrost-audit-"));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
const state = stateFolder(root);

const runWith = (kinds: readonly string[]): RunRecord => ({
  name: "full@demo#1",
  strategy: "full",
  profile: "demo",
  seed: 1,
  origin: "planned",
  facts: {},
  plannedAt: "",
  archived: false,
  stages: kinds.map((kind) => ({ stageId: kind, kind, fingerprint: kind.padEnd(64, "0"), inputs: {} })),
});

describe("the audit of a run", () => {
  it("is what the worker wrote, also where it failed", () => {
    const tensor = { name: "w", address: "embed", expected: "frozen", changed: true, max_abs_delta: 0.5 };
    const audit = { ok: false, problems: ["w changed"], tensors: [tensor] };
    const path = join(state.outputFolder("audit".padEnd(64, "0")), "audit.json");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(audit));
    expect(readAudit(state, runWith(["train", "audit"]))).toEqual({ ok: true, value: audit });
  });

  it("is not there for a model that nothing was trained in", () => {
    const found = readAudit(state, runWith(["evaluate"]));
    expect(found.ok ? "" : found.error.problems[0]?.message).toContain("it trains nothing");
  });

  it("that is not done yet says how to get it", () => {
    rmSync(state.outputFolder("audit".padEnd(64, "0")), { recursive: true });
    const found = readAudit(state, runWith(["audit"]));
    expect(found.ok ? "" : found.error.problems[0]?.hint).toContain("harness run does what is missing");
  });
});
