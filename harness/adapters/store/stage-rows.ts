import type { AttemptRecord, StageRecord, Store } from "../../app/ports/store.ts";
import type { StageFailure } from "../../domain/run/failure.ts";
import type { Db } from "./open.ts";
import { parseInputs } from "./json-column.ts";

interface StageRow {
  fingerprint: string;
  kind: string;
  inputs: string;
  owner: string;
  done_at: string;
  duration_ms: number;
  summary: string;
}

interface AttemptRow {
  id: number;
  fingerprint: string;
  run: string;
  stage_id: string;
  number: number;
  folder: string;
  started_at: string;
  ended_at: string | null;
  outcome: AttemptRecord["outcome"];
  failure: string | null;
}

/** The table `stage`: what is done. Its row is the last thing written for a stage. */
export function stageRows(db: Db) {
  const select = db.prepare<[string], StageRow>("SELECT * FROM stage WHERE fingerprint = ?");
  const insert = db.prepare<[string, string, string, string, string, number, string]>(
    `INSERT OR REPLACE INTO stage (fingerprint, kind, inputs, owner, done_at, duration_ms, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const mean = db.prepare<[string], { mean: number | null }>(
    // What was found complete took no time, which says nothing of how long the next one takes.
    `SELECT avg(duration_ms) AS mean FROM
       (SELECT duration_ms FROM stage WHERE kind = ? AND duration_ms > 0 ORDER BY done_at DESC LIMIT 20)`,
  );
  const forget = db.prepare<[string]>("DELETE FROM stage WHERE fingerprint = ?");
  const forgetAll = db.transaction((fingerprints: readonly string[]) => {
    for (const fingerprint of fingerprints) forget.run(fingerprint);
  });
  return {
    doneStages: (fingerprints: readonly string[]): ReadonlyMap<string, StageRecord> => {
      const rows = fingerprints.flatMap((fingerprint) => select.get(fingerprint) ?? []);
      return new Map(rows.map((row) => [row.fingerprint, readStage(row)]));
    },
    insertStage: (stage: StageRecord): void => {
      const [inputs, summary] = [JSON.stringify(stage.inputs), JSON.stringify(stage.summary)];
      insert.run(
        stage.fingerprint,
        stage.kind,
        inputs,
        stage.owner,
        stage.doneAt,
        Math.round(stage.durationMs),
        summary,
      );
    },
    meanDurationMs: (kind: string): number | undefined => mean.get(kind)?.mean ?? undefined,
    forgetStages: (fingerprints: readonly string[]): void => {
      forgetAll.immediate(fingerprints);
    },
  };
}

/** The table `attempt`: every try at a stage, with its folder and how it ended. */
export function attemptRows(db: Db) {
  const next = db.prepare<[string, string], { number: number }>(
    "SELECT coalesce(max(number), 0) + 1 AS number FROM attempt WHERE run = ? AND stage_id = ?",
  );
  const insert = db.prepare<[string, string, string, number, string]>(
    "INSERT INTO attempt (fingerprint, run, stage_id, number, folder, started_at) VALUES (?, ?, ?, ?, '', ?)",
  );
  const setFolder = db.prepare<[string, number]>("UPDATE attempt SET folder = ? WHERE id = ?");
  const end = db.prepare<[string, string | null, string | null, number]>(
    "UPDATE attempt SET ended_at = ?, outcome = ?, failure = ? WHERE id = ?",
  );
  const byFingerprint = db.prepare<[string], AttemptRow>(
    "SELECT * FROM attempt WHERE fingerprint = ? ORDER BY id",
  );
  const open = db.prepare<[], AttemptRow>("SELECT * FROM attempt WHERE ended_at IS NULL ORDER BY id");
  const begin = db.transaction((attempt: Parameters<Store["beginAttempt"]>[0]) => {
    const number = next.get(attempt.run, attempt.stageId)?.number ?? 1;
    const made = insert.run(attempt.fingerprint, attempt.run, attempt.stageId, number, attempt.startedAt);
    return { id: Number(made.lastInsertRowid), number };
  });
  return {
    beginAttempt: (attempt: Parameters<Store["beginAttempt"]>[0]) => begin.immediate(attempt),
    setAttemptFolder: (id: number, folder: string): void => {
      setFolder.run(folder, id);
    },
    endAttempt: (id: number, how: Parameters<Store["endAttempt"]>[1]): void => {
      end.run(how.endedAt, how.outcome, how.failure && JSON.stringify(how.failure), id);
    },
    attempts: (fingerprint: string): readonly AttemptRecord[] =>
      byFingerprint.all(fingerprint).map(readAttempt),
    openAttempts: (): readonly AttemptRecord[] => open.all().map(readAttempt),
  };
}

function readStage(row: StageRow): StageRecord {
  return {
    fingerprint: row.fingerprint,
    kind: row.kind,
    inputs: parseInputs(row.inputs),
    owner: row.owner,
    doneAt: row.done_at,
    durationMs: row.duration_ms,
    summary: parseInputs(row.summary),
  };
}

function readAttempt(row: AttemptRow): AttemptRecord {
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    run: row.run,
    stageId: row.stage_id,
    number: row.number,
    folder: row.folder,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    outcome: row.outcome,
    // A maker: only endAttempt writes this column.
    failure: row.failure === null ? null : (JSON.parse(row.failure) as StageFailure),
  };
}
