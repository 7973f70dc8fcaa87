import { aggregate } from "../../domain/benchmark/aggregate.ts";
import type { Card, CardSplit } from "../../domain/benchmark/card.ts";
import { keyOf, type Item } from "../../domain/benchmark/item.ts";
import { findSplit } from "../../domain/benchmark/split.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeWarning } from "../../domain/diagnostic/make.ts";
import { groupBy } from "../../domain/group-by.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { findCard, readCards, type CardShelf } from "../data/cards.ts";
import { loadItems } from "../data/load-items.ts";
import type { BenchmarkFiles } from "../ports/benchmark-files.ts";
import type { ItemRow, ScoreRow } from "../ports/store.ts";
import { problem, refuseInput, type Refusal } from "../refusal.ts";
import type { ImportedLine } from "./item-line.ts";
import {
  atLine,
  capped,
  readItemFiles,
  UNKNOWN_PROTOCOL,
  type ItemFile,
  type LineDefaults,
} from "./read-item-files.ts";

/** Files of items, and the name of the run that they become. */
export interface ImportRequest {
  readonly label: string;
  readonly files: readonly ItemFile[];
  readonly defaults: LineDefaults;
}

/** One evaluation among the imported lines: all of it under the same conditions. */
export interface ImportedEvaluation {
  readonly benchmark: string;
  readonly split: string;
  readonly protocol: string;
  readonly mode: "logit" | "cloze" | "generate";
  readonly shots: number;
  readonly items: readonly ItemRow[];
  readonly scores: readonly ScoreRow[];
}

/** What the files hold, checked, and what should be known of it. */
export interface ImportedItems {
  readonly label: string;
  readonly evaluations: readonly ImportedEvaluation[];
  readonly warnings: readonly Diagnostic[];
}

const LABEL = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Reads and checks files of items against the benchmarks' cards and, where it is here, their data. */
export async function importItems(
  files: Pick<BenchmarkFiles, "cards" | "folderOf" | "readTable">,
  request: ImportRequest,
): Promise<Result<ImportedItems, Refusal>> {
  const shelf = await readCards(files);
  const labelHint = "letters, digits, dots, hyphens and underscores, beginning with a letter or digit";
  const problems: Diagnostic[] = LABEL.test(request.label)
    ? []
    : [problem("bad-label", `"${request.label}" can't name a run`, labelHint)];
  const lines = readItemFiles(request.files, { cards: shelf.cards, defaults: request.defaults });
  if (!lines.ok) return err(refuseInput([...problems, ...lines.error]));
  const evaluations: ImportedEvaluation[] = [];
  const warnings: Diagnostic[] = [];
  for (const group of groupBy(lines.value, conditionsKey).values()) {
    const asked = findAsked(shelf, group[0]);
    if (!asked.ok) {
      problems.push(...asked.error);
      continue;
    }
    const { card, split } = asked.value;
    const known = await loadItems(files, { card, split, subjects: null });
    const rows = known.ok ? rowsOfKnown(group, known.value) : rowsOfUnknown(group, card);
    if (!rows.ok) {
      problems.push(...rows.error);
      continue;
    }
    const { protocol, mode, shots } = group[0];
    const conditions = { benchmark: card.name, split: split.name, protocol, mode, shots };
    evaluations.push({ ...conditions, items: rows.value, scores: scoresOf(card, rows.value) });
    warnings.push(...remarks(group, split, known.ok));
  }
  if (problems.length > 0) return err(refuseInput(capped(problems)));
  return ok({ label: request.label, evaluations, warnings });
}

const conditionsKey = ({ benchmark, split, protocol, mode, shots }: ImportedLine): string =>
  JSON.stringify([benchmark, split, protocol, mode, shots]);

function findAsked(
  shelf: CardShelf,
  { benchmark, split: name }: ImportedLine,
): Result<{ readonly card: Card; readonly split: CardSplit }, readonly Diagnostic[]> {
  const card = findCard(shelf, benchmark);
  if (!card.ok) return card;
  const split = findSplit(card.value, name);
  return split.ok ? ok({ card: card.value, split: split.value }) : split;
}

/** Checked against the questions themselves: they exist, and their right answers are what the lines say. */
function rowsOfKnown(
  lines: readonly ImportedLine[],
  items: readonly Item[],
): Result<readonly ItemRow[], readonly Diagnostic[]> {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  const problems: Diagnostic[] = [];
  const rows = lines.flatMap((line): readonly ItemRow[] => {
    const item = byKey.get(keyOf(line));
    if (item === undefined) {
      const hint = "subjects and ids must be those of the benchmark's files: harness data prompts shows them";
      problems.push(atLine(line, `${line.benchmark} has no question ${keyOf(line)}`, hint));
      return [];
    }
    if (line.answer !== null && item.answer !== null && line.answer !== item.answer) {
      const hint = "is this file of another split, or are its questions numbered in another way?";
      problems.push(
        atLine(line, `the right answer of ${keyOf(line)} is ${item.answer}, not ${line.answer}`, hint),
      );
    }
    return [rowOf(line, { ...item, numChoices: item.choices.length })];
  });
  problems.push(...contradictions(lines, rows));
  return problems.length > 0 ? err(problems) : ok(rows);
}

/** The data is not here: what the lines and the card say must do. */
function rowsOfUnknown(
  lines: readonly ImportedLine[],
  card: Card,
): Result<readonly ItemRow[], readonly Diagnostic[]> {
  if (card.columns.cluster !== null) {
    const message = `the questions of ${card.name} come in clusters that only its data knows, and the data can't be read`;
    return err([problem("no-data", message, `harness data verify ${card.name} says why`)]);
  }
  const subjects = new Set(card.subjects.map(({ id }) => id));
  const strangers = lines.filter(({ subject }) => !subjects.has(subject));
  const rows = lines.map((line) =>
    rowOf(line, { cluster: line.subject, answer: null, numChoices: card.columns.choices.length }),
  );
  const problems = [
    ...strangers.map((line) => atLine(line, `${card.name} has no subject "${line.subject}"`)),
    ...contradictions(lines, rows),
  ];
  return problems.length > 0 ? err(problems) : ok(rows);
}

function rowOf(
  line: ImportedLine,
  item: { readonly cluster: string; readonly answer: string | null; readonly numChoices: number },
): ItemRow {
  const { subject, id, prediction, logprobs } = line;
  const answer = line.answer ?? item.answer;
  const correct = line.correct ?? (answer === null ? null : prediction === answer ? 1 : 0);
  const best = Math.max(...logprobs);
  const ties = Math.max(0, logprobs.filter((logprob) => logprob === best).length - 1);
  const { cluster, numChoices } = item;
  const asked = { subject, id, cluster, answer, numChoices, prediction, correct };
  return { ...asked, ties, truncated: false, logprobs, tokens: [], extracted: null, text: null };
}

/** "correct" must be what prediction and right answer make of it. */
function contradictions(lines: readonly ImportedLine[], rows: readonly ItemRow[]): readonly Diagnostic[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return lines.flatMap((line) => {
    const answer = line.answer ?? byKey.get(keyOf(line))?.answer ?? null;
    if (answer === null || line.correct === null || line.correct === (line.prediction === answer ? 1 : 0))
      return [];
    const made = `prediction ${line.prediction ?? "null"} and answer ${answer}`;
    return [atLine(line, `"correct" is ${line.correct}, which ${made} do not make`)];
  });
}

function scoresOf(card: Card, rows: readonly ItemRow[]): readonly ScoreRow[] {
  const choices = new Map(rows.map((row) => [keyOf(row), row.numChoices]));
  const numChoices = (row: Pick<ItemRow, "subject" | "id">): number => choices.get(keyOf(row)) ?? 0;
  return aggregate({ card, results: rows, numChoices }).map((row) => ({ normalisation: "raw", ...row }));
}

/** What is no error and should be known. */
function remarks(
  group: readonly [ImportedLine, ...ImportedLine[]],
  split: CardSplit,
  isKnown: boolean,
): readonly Diagnostic[] {
  const [{ benchmark, protocol, shotsAreKnown }] = group;
  const remark = (message: string, hint: string): Diagnostic =>
    makeWarning({ code: "import-remark", message: `${benchmark}: ${message}`, hint });
  const found: Diagnostic[] = [];
  if (protocol !== UNKNOWN_PROTOCOL && !shotsAreKnown) {
    found.push(
      remark(
        "the lines do not say how many worked examples were shown; 0 is taken",
        "--shots says otherwise",
      ),
    );
  }
  if (!isKnown) {
    const hint = `harness data import ${benchmark} --from DIR_OR_ZIP`;
    found.push(remark("its data is not here, so right answers are taken from the lines", hint));
  }
  if (group.length !== split.items) {
    const what = `${group.length} of the ${split.items} questions of "${split.name}"`;
    found.push(remark(what, "it compares only with runs of the same questions"));
  }
  return found;
}
