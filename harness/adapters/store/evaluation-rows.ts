import type { EvaluationHead, EvaluationRecord, ScoreRow } from "../../app/ports/store.ts";
import type { Db } from "./open.ts";

interface HeadRow {
  id: number;
  fingerprint: string;
  benchmark: string;
  protocol: string;
  mode: string;
  shots: number;
  split: string;
  n: number;
  protocol_hash: string;
  data_hash: string;
  model_hash: string;
  strategy_hash: string | null;
  code_version: string;
  libraries: string;
  recorded_at: string;
}

interface ScoreColumns {
  normalisation: string;
  average: string;
  n: number;
  value: number;
  low: number;
  high: number;
  se_kind: string;
  chance: number;
}

/** The tables `evaluation` and `score`: what a checkpoint scored, with all that a score must carry. */
export function evaluationRows(db: Db) {
  const remove = db.prepare<[string]>("DELETE FROM evaluation WHERE fingerprint = ?");
  const insert = db.prepare(
    `INSERT INTO evaluation (fingerprint, benchmark, protocol, mode, shots, split, n, protocol_hash, data_hash,
       model_hash, strategy_hash, code_version, libraries, recorded_at)
     VALUES (@fingerprint, @benchmark, @protocol, @mode, @shots, @split, @n, @protocolHash, @dataHash,
       @modelHash, @strategyHash, @codeVersion, @libraries, @recordedAt)`,
  );
  const insertScore = db.prepare(
    `INSERT INTO score (evaluation, normalisation, average, n, value, low, high, se_kind, chance)
     VALUES (@evaluation, @normalisation, @average, @n, @value, @low, @high, @seKind, @chance)`,
  );
  const select = db.prepare<[string], HeadRow>("SELECT * FROM evaluation WHERE fingerprint = ?");
  const selectScores = db.prepare<[number], ScoreColumns>("SELECT * FROM score WHERE evaluation = ?");
  return {
    /** Replaces an evaluation of the same fingerprint; call inside a transaction. */
    insertEvaluation: (head: EvaluationHead, scores: readonly ScoreRow[], recordedAt: string): number => {
      remove.run(head.fingerprint);
      const made = insert.run({ ...head, libraries: JSON.stringify(head.libraries), recordedAt });
      const evaluation = Number(made.lastInsertRowid);
      for (const score of scores) insertScore.run({ ...score, evaluation });
      return evaluation;
    },
    evaluations: (fingerprints: readonly string[]): readonly EvaluationRecord[] =>
      fingerprints.flatMap((fingerprint) => {
        const row = select.get(fingerprint);
        return row ? [readEvaluation(row, selectScores.all(row.id))] : [];
      }),
  };
}

function readEvaluation(row: HeadRow, scores: readonly ScoreColumns[]): EvaluationRecord {
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    benchmark: row.benchmark,
    protocol: row.protocol,
    mode: row.mode,
    shots: row.shots,
    split: row.split,
    n: row.n,
    protocolHash: row.protocol_hash,
    dataHash: row.data_hash,
    modelHash: row.model_hash,
    strategyHash: row.strategy_hash,
    codeVersion: row.code_version,
    // A maker: only insertEvaluation writes this column.
    libraries: JSON.parse(row.libraries) as Record<string, string>,
    recordedAt: row.recorded_at,
    scores: scores.map(({ se_kind, normalisation, average, n, value, low, high, chance }) => ({
      normalisation,
      average,
      n,
      value,
      low,
      high,
      seKind: se_kind,
      chance,
    })),
  };
}
