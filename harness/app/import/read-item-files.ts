import type { Card } from "../../domain/benchmark/card.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeError } from "../../domain/diagnostic/make.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { readItemLine, type ImportedLine, type LineContent } from "./item-line.ts";
import { isLmEvalLine, lmEvalTask, readLmEvalLine } from "./lm-eval-line.ts";

/** A file that was read, under the name the user gave. */
export interface ItemFile {
  readonly file: string;
  readonly text: string;
}

/** What is true of all lines that do not say it themselves. */
export interface LineDefaults {
  readonly split: string | null; // null: the card's primary one
  readonly protocol: string | null;
  readonly shots: number | null;
}

/** What lines that name no protocol are stored under: they compare with others of which nothing is known, and no others. */
export const UNKNOWN_PROTOCOL = "imported";

/** Problems beyond this many are only counted: they are most likely all the same. */
const MOST_PROBLEMS = 50;

/** Every line of every file, of either format; all that is wrong at once, each with its place. */
export function readItemFiles(
  files: readonly ItemFile[],
  { cards, defaults }: { readonly cards: readonly Card[]; readonly defaults: LineDefaults },
): Result<readonly ImportedLine[], readonly Diagnostic[]> {
  const lines: ImportedLine[] = [];
  const problems: Diagnostic[] = [];
  for (const { file, text } of files) {
    const before = lines.length + problems.length;
    for (const [i, line] of text.split(/\r?\n/).entries()) {
      if (line.trim() === "") continue;
      const content = readLine(line, file, cards);
      if (content.ok) lines.push({ file, line: i + 1, ...filledIn(content.value, cards, defaults) });
      else problems.push(...content.error.map((message) => atLine({ file, line: i + 1 }, message)));
    }
    if (lines.length + problems.length === before) {
      problems.push(
        makeError({ code: "empty-file", message: `${file} has no lines`, hint: "one JSON object a line" }),
      );
    }
  }
  problems.push(...repeated(lines));
  return problems.length > 0 ? err(capped(problems)) : ok(lines);
}

function filledIn(content: LineContent, cards: readonly Card[], defaults: LineDefaults) {
  const shots = content.shots ?? defaults.shots;
  const primary = cards.find(({ name }) => name === content.benchmark)?.primarySplit;
  return {
    ...content,
    split: content.split ?? defaults.split ?? primary ?? "", // of no known benchmark: that is told later
    protocol: content.protocol ?? defaults.protocol ?? UNKNOWN_PROTOCOL,
    mode: content.mode ?? "logit",
    shots: shots ?? 0,
    shotsAreKnown: shots !== null,
  };
}

/** A problem of one line. */
export const atLine = (
  { file, line }: Pick<ImportedLine, "file" | "line">,
  message: string,
  hint?: string,
): Diagnostic =>
  makeError({ code: "bad-item-line", message, hint, at: { file, line, column: 1, length: 1 } });

/** The first problems, and how many more there are. */
export function capped(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  const more = makeError({
    code: "more-problems",
    message: `and ${problems.length - MOST_PROBLEMS} more problems`,
  });
  return [...problems.slice(0, MOST_PROBLEMS), more];
}

function readLine(
  line: string,
  file: string,
  cards: readonly Card[],
): Result<LineContent, readonly string[]> {
  const value = parseJson(line);
  if (!value.ok) return value;
  if (!isLmEvalLine(value.value)) return readItemLine(value.value);
  const task = lmEvalTask(file, cards);
  if (task !== null) return readLmEvalLine(value.value, task);
  const example = "samples_cmmlu_agronomy_2026-01-02T03-04-05.jsonl";
  return err([`the file's name says of no known benchmark and subject, as ${example} does`]);
}

function parseJson(line: string): Result<unknown, readonly string[]> {
  try {
    return ok(JSON.parse(line));
  } catch (error) {
    return err([`this is no JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

const keyOfLine = ({ benchmark, split, protocol, mode, shots, subject, id }: ImportedLine): string =>
  JSON.stringify([benchmark, split, protocol, mode, shots, subject, id]);

function repeated(lines: readonly ImportedLine[]): readonly Diagnostic[] {
  const first = new Map<string, ImportedLine>();
  return lines.flatMap((line) => {
    const known = first.get(keyOfLine(line));
    if (known === undefined) {
      first.set(keyOfLine(line), line);
      return [];
    }
    const what = `${line.benchmark} ${line.subject}/${line.id} is there twice`;
    return [atLine(line, `${what}: first in ${known.file}:${known.line}`, "keep one line for each question")];
  });
}
