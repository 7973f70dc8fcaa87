import type { EvaluationHead, ItemRow, JudgedRow } from "../../app/ports/store.ts";
import type { Db } from "./open.ts";

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

type ItemValues = [
  evaluation: number,
  question: number,
  prediction: string | null,
  correct: number | null,
  ties: number,
  truncated: number,
  logprobs: Buffer,
  tokens: Buffer,
  extracted: string | null,
  text: string | null,
];

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
  const insertItem = db.prepare<ItemValues>(
    `INSERT INTO item (evaluation, question, prediction, correct, ties, truncated, logprobs, tokens, extracted, text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const selectItems = db.prepare<[number], ItemColumns>(
    `SELECT subject, item, cluster, answer, num_choices, prediction, correct, ties, truncated, logprobs, tokens,
       extracted, text
     FROM item JOIN question ON question.id = item.question WHERE evaluation = ? ORDER BY question.id`,
  );

  const selectJudged = db.prepare<[number], JudgedRow>(
    `SELECT subject, item AS id, cluster, num_choices AS numChoices, correct
     FROM item JOIN question ON question.id = item.question WHERE evaluation = ? ORDER BY question.id`,
  );

  // An evaluation of the same questions follows another: their ids are asked for once.
  let last: { readonly head: ItemHead; readonly ids: Map<string, number> } | null = null;
  const knownIds = (head: ItemHead): Map<string, number> => {
    if (last !== null && isSameData(last.head, head)) return last.ids;
    const found = selectQuestions.all(head.dataHash, head.benchmark, head.split);
    const ids = new Map(found.map((question) => [`${question.subject}/${question.item}`, question.id]));
    last = { head, ids };
    return ids;
  };

  const questionId = (item: ItemRow, head: ItemHead, known: Map<string, number>): number => {
    const key = `${item.subject}/${item.id}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const { subject, id, cluster, answer, numChoices } = item;
    const { dataHash, benchmark, split } = head;
    const made = insertQuestion.run(dataHash, benchmark, split, subject, id, cluster, answer, numChoices);
    const fresh = Number(made.lastInsertRowid);
    known.set(key, fresh);
    return fresh;
  };

  return {
    /** Stores all questions' results of one evaluation; call inside a transaction. */
    insertItems: (evaluation: number, head: ItemHead, items: readonly ItemRow[]): void => {
      const known = knownIds(head);
      const logprobs = packed(
        items.map((item) => item.logprobs),
        Float64Array,
      );
      const tokens = packed(
        items.map((item) => item.tokens),
        Uint16Array,
      );
      const rows = items.map((item, i): ItemValues => [
        evaluation,
        questionId(item, head, known),
        item.prediction,
        item.correct,
        item.ties,
        item.truncated ? 1 : 0,
        logprobs[i] ?? NOTHING,
        tokens[i] ?? NOTHING,
        item.extracted,
        item.text,
      ]);
      // In the order of the key: SQLite then appends instead of searching.
      rows.sort((a, b) => a[1] - b[1]);
      for (const row of rows) insertItem.run(...row);
    },
    /** Forgets what was learnt of questions in a transaction that was rolled back. */
    forgetQuestions: (): void => {
      last = null;
    },
    items: (evaluation: number): readonly ItemRow[] => selectItems.all(evaluation).map(readItem),
    judged: (evaluation: number): readonly JudgedRow[] => selectJudged.all(evaluation),
  };
}

const NOTHING = Buffer.alloc(0);

const isSameData = (a: ItemHead, b: ItemHead): boolean =>
  a.dataHash === b.dataHash && a.benchmark === b.benchmark && a.split === b.split;

/** Each row's numbers as bytes: parts of one block of memory, since a block for each row costs as much as its insert. */
function packed(
  rows: readonly (readonly number[])[],
  Numbers: Float64ArrayConstructor | Uint16ArrayConstructor,
): readonly Buffer[] {
  const block = new Numbers(rows.reduce((sum, row) => sum + row.length, 0));
  const width = block.BYTES_PER_ELEMENT;
  let start = 0;
  return rows.map((row) => {
    const from = start;
    for (const value of row) block[start++] = value;
    return Buffer.from(block.buffer, from * width, row.length * width);
  });
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
