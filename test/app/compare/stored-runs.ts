import { openDatabase } from "../../../harness/adapters/store/open.ts";
import { sqliteStore } from "../../../harness/adapters/store/sqlite-store.ts";
import type { EvaluationHead, ItemRow, RunRecord, Store } from "../../../harness/app/ports/store.ts";
import { sha256 } from "../../../harness/domain/hash.ts";

export const NOW = "2026-01-02T03:04:05.000Z";

/** A real store that lives in memory. */
export function memoryStore(): Store {
  const db = openDatabase(":memory:");
  if (!db.ok) throw new Error(JSON.stringify(db.error));
  return sqliteStore(db.value);
}

/** An evaluated run: which of 40 questions, in 10 subjects, it gets right. */
export interface StoredRun {
  readonly strategy: string;
  readonly seed: number;
  readonly profile?: string;
  readonly benchmark?: string;
  readonly shots?: number;
  readonly isRight: (question: number) => boolean;
}

const QUESTIONS = 40;
const PER_SUBJECT = 4;

/** Stores runs as a finished `harness run` would. */
export function storeRuns(store: Store, runs: readonly StoredRun[]): void {
  store.recordRuns(runs.map(recordOf), NOW);
  for (const run of runs) {
    const fingerprint = fingerprintOf(run);
    const items = itemsOf(run);
    const value = items.filter(({ correct }) => correct === 1).length / items.length;
    const average = {
      normalisation: "raw",
      n: items.length,
      value,
      low: 0,
      high: 1,
      seKind: "wilson",
      chance: 0.25,
    };
    const scores = ["micro", "macro", "group:odd"].map((name) => ({ ...average, average: name }));
    store.completeStage(
      {
        fingerprint,
        kind: "evaluate",
        inputs: {},
        owner: nameOf(run),
        doneAt: NOW,
        durationMs: 5,
        summary: {},
      },
      { head: headOf(run, items.length), scores, items },
    );
  }
}

const nameOf = ({ strategy, profile = "demo", seed }: StoredRun): string => `${strategy}@${profile}#${seed}`;
const fingerprintOf = (run: StoredRun): string =>
  sha256(`${nameOf(run)} ${run.benchmark ?? "law"} ${run.shots ?? 0}`);
const stageIdOf = ({ benchmark = "law", shots = 0 }: StoredRun): string =>
  `evaluate/${benchmark}/val/official/logit/${shots}-shot`;

function recordOf(run: StoredRun): Omit<RunRecord, "plannedAt" | "archived"> {
  const { strategy, profile = "demo", seed } = run;
  const stage = {
    stageId: stageIdOf(run),
    kind: "evaluate",
    fingerprint: fingerprintOf(run),
    inputs: { seed },
  };
  return { name: nameOf(run), strategy, profile, seed, origin: "planned", facts: {}, stages: [stage] };
}

function headOf(run: StoredRun, n: number): EvaluationHead {
  return {
    fingerprint: fingerprintOf(run),
    benchmark: run.benchmark ?? "law",
    protocol: "official",
    mode: "logit",
    shots: run.shots ?? 0,
    split: "val",
    n,
    protocolHash: "p",
    dataHash: "d",
    modelHash: "m",
    strategyHash: null,
    codeVersion: "test",
    libraries: {},
  };
}

const itemsOf = ({ isRight }: StoredRun): readonly ItemRow[] =>
  Array.from({ length: QUESTIONS }, (_, question) => ({
    subject: `subject-${Math.floor(question / PER_SUBJECT)}`,
    id: String(question),
    cluster: `subject-${Math.floor(question / PER_SUBJECT)}`,
    answer: "B",
    numChoices: 4,
    prediction: isRight(question) ? "B" : "A",
    correct: isRight(question) ? 1 : 0,
    ties: 0,
    truncated: false,
    logprobs: [-2, -1, -3, -4],
    tokens: [1, 1, 1, 1],
    extracted: null,
    text: null,
  }));
