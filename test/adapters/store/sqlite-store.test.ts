import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MIGRATIONS } from "../../../harness/adapters/store/migrations.ts";
import { openDatabase } from "../../../harness/adapters/store/open.ts";
import { sqliteStore } from "../../../harness/adapters/store/sqlite-store.ts";
import type {
  EvaluationHead,
  ItemRow,
  ScoreRow,
  StageRecord,
  Store,
} from "../../../harness/app/ports/store.ts";

const NOW = "2026-01-02T03:04:05.000Z";

const stage = (fingerprint: string, kind = "evaluate"): StageRecord => ({
  fingerprint,
  kind,
  inputs: { lr: 0.001 },
  owner: "full@demo#1",
  doneAt: NOW,
  durationMs: 1200,
  summary: { steps: 3 },
});

const head = (fingerprint: string): EvaluationHead => ({
  fingerprint,
  benchmark: "law",
  protocol: "official",
  mode: "logit",
  shots: 0,
  split: "val",
  n: 2,
  protocolHash: "p",
  dataHash: "d",
  modelHash: "m",
  strategyHash: null,
  codeVersion: "0.1.0",
  libraries: { torch: "2.13.0" },
});

const score: ScoreRow = {
  normalisation: "raw",
  average: "micro",
  n: 2,
  value: 0.5,
  low: 0.1,
  high: 0.9,
  seKind: "wilson",
  chance: 0.25,
};

const item = (id: string, correct: 0 | 1): ItemRow => ({
  subject: "law",
  id,
  cluster: "law",
  answer: "B",
  numChoices: 4,
  prediction: correct === 1 ? "B" : "A",
  correct,
  ties: 0,
  truncated: false,
  logprobs: [-1.25, -0.5, -3, -4.0000000001],
  tokens: [1, 1, 2, 1],
  extracted: null,
  text: null,
});

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
  path = join(folder, "harness.db");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(): Store {
  const db = openDatabase(path);
  if (!db.ok) throw new Error(JSON.stringify(db.error));
  return sqliteStore(db.value);
}

describe("a database", () => {
  it("keeps every question's log-probabilities to the last bit", () => {
    const store = open();
    store.completeStage(stage("f1"), {
      head: head("f1"),
      scores: [score],
      items: [item("7", 1), item("2", 0)],
    });
    const [evaluation] = store.evaluations(["f1"]);
    expect(evaluation).toMatchObject({
      benchmark: "law",
      n: 2,
      libraries: { torch: "2.13.0" },
      scores: [score],
    });
    expect(store.items(evaluation?.id ?? 0)).toEqual([item("7", 1), item("2", 0)]);
    store.close();
  });

  it("replaces an evaluation of the same fingerprint instead of adding to it", () => {
    const store = open();
    for (const correct of [1, 0] as const) {
      store.completeStage(stage("f1"), { head: head("f1"), scores: [score], items: [item("7", correct)] });
    }
    const found = store.evaluations(["f1"]);
    expect(found).toHaveLength(1);
    expect(store.items(found[0]?.id ?? 0).map(({ correct }) => correct)).toEqual([0]);
    store.close();
  });

  it("stores nothing of a stage whose transaction fails", () => {
    const store = open();
    const broken: ItemRow = { ...item("7", 1), correct: null, ties: 1.5 };
    expect(() => {
      store.completeStage(stage("f1"), { head: head("f1"), scores: [score], items: [item("1", 1), broken] });
    }).toThrow();
    expect(store.doneStages(["f1"]).size).toBe(0);
    expect(store.evaluations(["f1"])).toEqual([]);
    store.close();
  });

  it("archives a run's old results under name+hash when its stages change", () => {
    const store = open();
    const planned = (fingerprint: string) => ({
      name: "full@demo#1",
      strategy: "full",
      profile: "demo",
      seed: 1,
      origin: "planned" as const,
      facts: {},
      stages: [{ stageId: "evaluate", kind: "evaluate", fingerprint, inputs: { lr: 1 } }],
    });
    store.recordRuns([planned("f1")], NOW);
    store.completeStage(stage("f1"), { head: head("f1"), scores: [score], items: [item("7", 1)] });
    store.recordRuns([planned("f1")], NOW);
    expect(store.runs({ archived: true })).toHaveLength(1);
    store.recordRuns([planned("f2")], NOW);
    const names = store.runs({ archived: true }).map(({ name }) => name);
    expect(names).toHaveLength(2);
    expect(names[1]).toMatch(/^full@demo#1\+[0-9a-f]{8}$/);
    expect(store.runs().map(({ name }) => name)).toEqual(["full@demo#1"]);
    expect(store.lastPlanned("full@demo#1", "evaluate")?.fingerprint).toBe("f2");
    store.close();
  });

  it("numbers the attempts of a stage and knows which have no end", () => {
    const store = open();
    const attempt = { fingerprint: "f1", run: "full@demo#1", stageId: "train", startedAt: NOW };
    const first = store.beginAttempt(attempt);
    store.endAttempt(first.id, { endedAt: NOW, outcome: "failed", failure: { reason: "cancelled" } });
    const second = store.beginAttempt(attempt);
    expect([first.number, second.number]).toEqual([1, 2]);
    expect(store.openAttempts().map(({ id }) => id)).toEqual([second.id]);
    expect(store.attempts("f1")[0]?.failure).toEqual({ reason: "cancelled" });
    store.close();
  });
});

describe("opening a database", () => {
  it("refuses one of a newer harness and says what to do", () => {
    open().close();
    const db = new Database(path);
    db.pragma("user_version = 99");
    db.close();
    const again = openDatabase(path);
    expect(again.ok).toBe(false);
    if (!again.ok) expect(again.error[0]?.message).toContain("version 99");
  });

  it("refuses one whose migration was edited after the fact", () => {
    open().close();
    const edited = MIGRATIONS.map((migration) => ({ ...migration, sql: `${migration.sql} ` }));
    const again = openDatabase(path, edited);
    expect(again.ok).toBe(false);
    if (!again.ok) expect(again.error[0]?.message).toContain("another text");
  });

  it("keeps a copy of the old file before a migration", () => {
    open().close();
    const more = [...MIGRATIONS, { version: 2, name: "more", sql: "CREATE TABLE more (id INTEGER) STRICT" }];
    const db = openDatabase(path, more);
    expect(db.ok).toBe(true);
    if (db.ok) db.value.close();
    expect(readFileSync(`${path}.v1.bak`).length).toBeGreaterThan(0);
  });

  it("says so when the file is no database, and leaves it alone", () => {
    writeFileSync(path, "not a database, but long enough to look like something that one could open");
    const db = openDatabase(path);
    expect(db.ok).toBe(false);
    expect(readFileSync(path, "utf8")).toContain("not a database");
  });
});
