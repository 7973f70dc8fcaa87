import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../result.ts";
import type { Card, CardSplit, SplitFile } from "./card.ts";
import { letterOf, type Item } from "./item.ts";
import { lineOf } from "./table-problem-words.ts";
import type { Table, TableRow } from "./table.ts";

/** The items of one file of a split, exactly as written; the problems of all rows at once. */
export function readItems(source: {
  readonly card: Card;
  readonly split: CardSplit;
  readonly file: SplitFile;
  readonly table: Table;
}): Result<readonly Item[], readonly Diagnostic[]> {
  const { card, split, file, table } = source;
  const missing = missingColumns(card, split, table);
  if (missing.length > 0) return err(missing);
  const readRow = rowReader(card, split, table);
  const items: Item[] = [];
  const problems: Diagnostic[] = [];
  for (const row of table.rows) {
    const { item, wrong } = readRow(row, file.subject);
    items.push(item);
    problems.push(
      ...wrong.map((message): Diagnostic => ({
        severity: "error",
        code: "bad-row",
        message,
        at: lineOf(table.file, row.line),
      })),
    );
  }
  return problems.length > 0 ? err(problems) : ok(items);
}

function wantedColumns(card: Card, split: CardSplit): readonly string[] {
  const { id, subject, cluster, question, choices, answer } = card.columns;
  const perFile = split.files.every((file) => file.subject !== null);
  return [
    id,
    ...(subject === null || perFile ? [] : [subject]),
    ...(cluster === null ? [] : [cluster]),
    question,
    ...choices,
    ...(split.labelled ? [answer] : []),
  ];
}

function missingColumns(card: Card, split: CardSplit, table: Table): readonly Diagnostic[] {
  const missing = wantedColumns(card, split).filter((column) => !table.header.includes(column));
  if (missing.length === 0) return [];
  const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");
  const message = `the first row lacks ${list(missing)}; it has ${list(table.header)}`;
  const hint = `name the columns in ${card.file}, under columns`;
  return [{ severity: "error", code: "missing-column", message, hint, at: lineOf(table.file, 1) }];
}

interface ReadRow {
  readonly item: Item;
  readonly wrong: readonly string[];
}

/** Finds the columns once, then reads row after row. */
function rowReader(
  card: Card,
  split: CardSplit,
  table: Table,
): (row: TableRow, subject: string | null) => ReadRow {
  const { columns } = card;
  const placeOf = (column: string): number => table.header.indexOf(column);
  const [id, question, answer] = [placeOf(columns.id), placeOf(columns.question), placeOf(columns.answer)];
  const choices = columns.choices.map(placeOf);
  const cluster = columns.cluster === null ? -1 : placeOf(columns.cluster);
  const explanation = columns.explanation === null ? -1 : placeOf(columns.explanation);
  const subjectPlace = columns.subject === null ? -1 : placeOf(columns.subject);
  const subjects = new Set(card.subjects.map((subject) => subject.id));
  const letters = choices.map((_, i) => letterOf(i));

  return (row, subject) => {
    const cell = (place: number): string => row.cells[place] ?? "";
    const key = { subject: subject ?? cell(subjectPlace), id: cell(id) };
    const item: Item = {
      benchmark: card.name,
      split: split.name,
      ...key,
      cluster: cluster < 0 ? key.subject : cell(cluster),
      question: cell(question),
      choices: choices.map(cell),
      answer: split.labelled ? cell(answer) : null,
      ...(explanation < 0 ? {} : { explanation: cell(explanation) }),
    };
    const wrong: string[] = [];
    if (row.cells.length !== table.header.length) {
      wrong.push(`the row has ${row.cells.length} cells, the first row ${table.header.length}`);
      return { item, wrong };
    }
    if (item.id === "") wrong.push(`the cell "${columns.id}" (the id) is empty`);
    if (item.question === "") wrong.push(`the cell "${columns.question}" (the question) is empty`);
    columns.choices.forEach((column, i) => {
      if (item.choices[i] === "") wrong.push(`the cell "${column}" (a choice) is empty`);
    });
    if (!subjects.has(item.subject)) wrong.push(`no subject of ${card.name} is called "${item.subject}"`);
    if (item.answer !== null && !letters.includes(item.answer)) {
      wrong.push(`the answer is "${item.answer}"; it must be one of ${letters.join(", ")}`);
    }
    return { item, wrong };
  };
}
