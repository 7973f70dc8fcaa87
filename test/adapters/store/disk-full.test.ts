import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../../harness/adapters/store/open.ts";
import { sqliteStore } from "../../../harness/adapters/store/sqlite-store.ts";
import { valueOf } from "../../fixtures/read-garden.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "full-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const NOW = "2026-01-02T03:04:05.000Z";
const stage = (fingerprint: string, bytes: number) => ({
  fingerprint,
  kind: "train",
  inputs: { filler: "x".repeat(bytes) },
  owner: "full@demo#1",
  doneAt: NOW,
  durationMs: 1,
  summary: {},
});

it("a store that can't grow says so as a file system does, and has written nothing of it", () => {
  const db = valueOf(openDatabase(join(folder, "harness.db")));
  const store = sqliteStore(db);
  db.pragma(`max_page_count = ${Number(db.pragma("page_count", { simple: true }))}`);
  const write = (): void => {
    store.completeStage(stage("f1", 100_000));
  };
  expect(write).toThrow(expect.objectContaining({ code: "ENOSPC" }));
  expect(store.doneStages(["f1"]).size).toBe(0);
  db.pragma("max_page_count = 100000");
  write();
  expect(store.doneStages(["f1"]).size).toBe(1);
  store.close();
});

it("another error is passed on as it is", () => {
  const store = sqliteStore(valueOf(openDatabase(join(folder, "harness.db"))));
  const twice = { fingerprint: "f1", run: "r", stageId: "train", startedAt: NOW };
  store.beginAttempt(twice);
  expect(() => {
    store.endAttempt(1, { endedAt: NOW, outcome: "done", failure: { reason: "cancelled" } });
    store.recordRuns(
      [
        {
          name: "r",
          strategy: "s",
          profile: "p",
          seed: 1,
          origin: "planned",
          facts: {},
          stages: [same(), same()],
        },
      ],
      NOW,
    );
  }).toThrow(/UNIQUE/);
  store.close();
});

const same = () => ({ stageId: "train", kind: "train", fingerprint: "f1", inputs: {} });
