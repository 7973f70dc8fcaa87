// Rows of questions stored per second, each with four log-probabilities, one transaction an evaluation. Goal: 300,000/s.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../dist/harness/adapters/store/open.js";
import { sqliteStore } from "../../dist/harness/adapters/store/sqlite-store.js";
import { summary, timeMs } from "./measure.mjs";

export const title = "store insert rate";

const ITEMS = 11582;
const EVALUATIONS = 20;

export async function bench() {
  const folder = mkdtempSync(join(tmpdir(), "bench-store-"));
  try {
    const db = openDatabase(join(folder, "harness.db"));
    if (!db.ok) throw new Error(JSON.stringify(db.error));
    const store = sqliteStore(db.value);
    const items = Array.from({ length: ITEMS }, (_, i) => itemRow(i));
    insert(store, 0, items); // the questions themselves are stored once
    const rates = [];
    for (let i = 1; i <= EVALUATIONS; i++)
      rates.push((ITEMS / (await timeMs(() => insert(store, i, items)))) * 1000);
    store.close();
    const { median, min, max } = summary(rates);
    return [
      `median ${Math.round(median)} rows/s (${Math.round(min)} to ${Math.round(max)}; goal >= 300,000)`,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const itemRow = (i) => ({
  subject: `subject-${i % 67}`,
  id: String(i),
  cluster: `subject-${i % 67}`,
  answer: "ABCD"[i % 4],
  numChoices: 4,
  prediction: "ABCD"[(i * 7) % 4],
  correct: i % 4 === (i * 7) % 4 ? 1 : 0,
  ties: 0,
  truncated: false,
  logprobs: [-1.1 - i * 1e-6, -2.2, -3.3, -4.4],
  tokens: [1, 1, 1, 1],
  extracted: null,
  text: null,
});

function insert(store, i, items) {
  const fingerprint = `f${i}`;
  const doneAt = "2026-01-01T00:00:00.000Z";
  store.completeStage(
    { fingerprint, kind: "evaluate", inputs: {}, owner: "bench", doneAt, durationMs: 1, summary: {} },
    {
      head: {
        fingerprint,
        benchmark: "cmmlu",
        protocol: "official",
        mode: "logit",
        shots: 0,
        split: "test",
        n: items.length,
        protocolHash: "p",
        dataHash: "d",
        modelHash: "m",
        strategyHash: null,
        codeVersion: "bench",
        libraries: {},
      },
      scores: [],
      items,
    },
  );
}
