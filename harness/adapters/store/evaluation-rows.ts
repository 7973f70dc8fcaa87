import type { EvaluationHead, EvaluationRecord, ItemRow, ScoreRow } from "../../app/ports/store.ts";
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

interface ItemColumns {
  subject: string;
  item: string;
  cluster: string;
  answer: string | null;
  num_choices: number;
  prediction: string | null;
  correct: 0 | 1 | null;
  ties: number;
  truncated: 0 | 1;
  logprobs: Buffer;
  tokens: Buffer;
  extracted: string | null;
  text: string | null;
}

type ItemHead = Pick<EvaluationHead, "dataHash" | "benchmark" | "split">;

/** The tables `question` and `item`. A question is stored once; its result is a short row per evaluation. */
export function itemRows(db: Db) {
  const selectQuestions = db.prepare<[string, string, string], { id: number; subject: string; item: string }>(
    "SELECT id, subject, item FROM question WHERE data_hash = ? AND benchmark = ? AND split = ?",
  );
  const insertQuestion = db.prepare<[string, string, string, string, string, string, string | null, number]>(
    `INSERT INTO question (data_hash, benchmark, split, subject, item, cluster, answer, num_choices)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertItem = db.prepare<
    [
      number,
      number,
      string | null,
      number | null,
      number,
      number,
      Buffer,
      Buffer,
      string | null,
      string | null,
    ]
  >(
    `INSERT INTO item (evaluation, question, prediction, correct, ties, truncated, logprobs, tokens, extracted, text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const selectItems = db.prepare<[number], ItemColumns>(
    `SELECT subject, item, cluster, answer, num_choices, prediction, correct, ties, truncated, logprobs, tokens,
       extracted, text
     FROM item JOIN question ON question.id = item.question WHERE evaluation = ? ORDER BY question.id`,
  );

  const questionIds = (head: ItemHead, items: readonly ItemRow[]): readonly number[] => {
    const known = new Map(
      selectQuestions
        .all(head.dataHash, head.benchmark, head.split)
        .map((q) => [`${q.subject}/${q.item}`, q.id]),
    );
    return items.map((item) => {
      const found = known.get(`${item.subject}/${item.id}`);
      if (found !== undefined) return found;
      const { subject, id, cluster, answer, numChoices } = item;
      const { dataHash, benchmark, split } = head;
      const made = insertQuestion.run(dataHash, benchmark, split, subject, id, cluster, answer, numChoices);
      return Number(made.lastInsertRowid);
    });
  };

  return {
    /** Stores all questions' results of one evaluation; call inside a transaction. */
    insertItems: (evaluation: number, head: ItemHead, items: readonly ItemRow[]): void => {
      const ids = questionIds(head, items);
      // In the order of the key: SQLite then appends instead of searching.
      const order = ids.map((id, index) => ({ id, index })).sort((a, b) => a.id - b.id);
      for (const { id, index } of order) {
        const item = items[index];
        if (item === undefined) continue;
        const { prediction, correct, ties, truncated, extracted, text } = item;
        const logprobs = Buffer.from(Float64Array.from(item.logprobs).buffer);
        const tokens = Buffer.from(Uint16Array.from(item.tokens).buffer);
        insertItem.run(
          evaluation,
          id,
          prediction,
          correct,
          ties,
          truncated ? 1 : 0,
          logprobs,
          tokens,
          extracted,
          text,
        );
      }
    },
    items: (evaluation: number): readonly ItemRow[] => selectItems.all(evaluation).map(readItem),
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

function readItem(row: ItemColumns): ItemRow {
  return {
    subject: row.subject,
    id: row.item,
    cluster: row.cluster,
    answer: row.answer,
    numChoices: row.num_choices,
    prediction: row.prediction,
    correct: row.correct,
    ties: row.ties,
    truncated: row.truncated === 1,
    logprobs: [...new Float64Array(new Uint8Array(row.logprobs).buffer)],
    tokens: [...new Uint16Array(new Uint8Array(row.tokens).buffer)],
    extracted: row.extracted,
    text: row.text,
  };
}
