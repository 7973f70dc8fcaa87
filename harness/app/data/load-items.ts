import type { Card, CardSplit, SplitFile } from "../../domain/benchmark/card.ts";
import { keyOf, type Item } from "../../domain/benchmark/item.ts";
import { readItems } from "../../domain/benchmark/read-items.ts";
import { describeTableProblems } from "../../domain/benchmark/table-problem-words.ts";
import type { Table, TableProblem } from "../../domain/benchmark/table.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { BenchmarkFiles } from "../ports/benchmark-files.ts";

type Reader = Pick<BenchmarkFiles, "folderOf" | "readTable">;

/**
 * The items of a split in the data's order, from files whose hashes are as the card says. With `subjects`, only
 * theirs, and only the files that they need. All problems of all files at once.
 */
export async function loadItems(
  files: Reader,
  wanted: { readonly card: Card; readonly split: CardSplit; readonly subjects: readonly string[] | null },
): Promise<Result<readonly Item[], readonly Diagnostic[]>> {
  const { card, split, subjects } = wanted;
  const isWanted = (subject: string): boolean => subjects === null || subjects.includes(subject);
  const sources = split.files.filter(({ subject }) => subject === null || isWanted(subject));
  const folder = files.folderOf(card.root);
  const tables = await Promise.all(sources.map(({ file }) => files.readTable(folder, file)));

  const items: Item[] = [];
  const problems: Diagnostic[] = [];
  const unread: TableProblem[] = [];
  sources.forEach((file, i) => {
    const table = tables[i];
    if (table === undefined) throw new Error(`Internal error: ${file.file} was not read`);
    if (!table.ok) unread.push(table.error);
    else {
      const read = itemsOf({ card, split, file, table: table.value });
      if (read.ok) items.push(...read.value);
      else problems.push(...read.error);
    }
  });
  problems.push(...describeTableProblems(unread, remedyFor(card)));
  if (problems.length > 0) return err(problems);
  const wrong = [
    ...repeatedKeys(items, split),
    ...(sources.length < split.files.length ? [] : wrongCount(card, split, items)),
  ];
  return wrong.length > 0 ? err(wrong) : ok(items.filter(({ subject }) => isWanted(subject)));
}

/** What to do where a benchmark's files are missing or are not what they should be. */
function remedyFor(card: Card): string {
  return card.root.kind === "data"
    ? `bring the data in with \`harness data import ${card.name} --from DIR_OR_ZIP\``
    : "these files come with the harness: install it again";
}

function itemsOf(source: {
  readonly card: Card;
  readonly split: CardSplit;
  readonly file: SplitFile;
  readonly table: Table;
}): Result<readonly Item[], readonly Diagnostic[]> {
  const { card, file, table } = source;
  const expected = card.sha256.get(file.file) ?? "none";
  if (table.sha256 === expected) return readItems(source);
  const message = `${table.file} is not the file that ${card.file} describes: its sha256 is ${table.sha256}, not ${expected}`;
  return err([{ severity: "error", code: "data-changed", message, hint: remedyFor(card) }]);
}

function repeatedKeys(items: readonly Item[], split: CardSplit): readonly Diagnostic[] {
  const seen = new Set<string>();
  return items.flatMap((item) => {
    const key = keyOf(item);
    const repeated = seen.has(key);
    seen.add(key);
    const message = `${item.benchmark}, split "${split.name}": two items are called ${key}`;
    return repeated ? [{ severity: "error", code: "repeated-id", message } as const] : [];
  });
}

function wrongCount(card: Card, split: CardSplit, items: readonly Item[]): readonly Diagnostic[] {
  if (items.length === split.items) return [];
  const message = `split "${split.name}" of ${card.name} has ${items.length} items; ${card.file} says ${split.items}`;
  return [{ severity: "error", code: "wrong-count", message }];
}
