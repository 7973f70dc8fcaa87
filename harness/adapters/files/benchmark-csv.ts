import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { CsvError, parse } from "csv-parse/sync";
import type { Table, TableProblem, TableRow } from "../../domain/benchmark/table.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { hashBytes } from "./benchmark-hash.ts";
import { isMissing, wordsOf } from "./benchmark-errors.ts";

/** Reads a CSV file. Cells stay exactly as written: no trimming, line breaks inside quotes kept as they are. */
export async function readCsv(file: string): Promise<Result<Table, TableProblem>> {
  try {
    return parseCsv(file, await readFile(file));
  } catch (error) {
    if (isMissing(error)) return err({ reason: "missing", file });
    return err({ reason: "unreadable", file, detail: wordsOf(error) });
  }
}

/** The table in a CSV file's bytes. */
export function parseCsv(file: string, bytes: Buffer): Result<Table, TableProblem> {
  if (!isUtf8(bytes)) {
    const byteOffset = firstBadByte(bytes);
    return err({ reason: "not-utf8", file, line: lineAt(bytes, byteOffset), byteOffset });
  }
  const lines = lineCounter(bytes);
  const rows: TableRow[] = [];
  let start = 0;
  try {
    parse(bytes, {
      bom: true,
      relax_column_count: true, // the domain says it with the file's line
      skip_empty_lines: true,
      record_delimiter: ["\r\n", "\n"],
      on_record: (cells: string[], { bytes: end }) => {
        rows.push({ line: lines(start), cells });
        start = end;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser's own words name its own line count; e.g. "Quote Not Closed: the parsing is finished with ...".
    const detail = error.message.split(":")[0] ?? error.code;
    return err({
      reason: "not-csv",
      file,
      line: lines(start),
      detail: `${detail.toLowerCase()} in the row that begins here`,
    });
  }
  const [header, ...body] = rows;
  return ok({ file, sha256: hashBytes(bytes), header: header?.cells ?? [], rows: body });
}

const LF = 0x0a;
const CR = 0x0d;

/** Says in which line (from 1) an offset lies, line breaks at it skipped; asked in ascending order, so one pass. */
function lineCounter(bytes: Buffer): (offset: number) => number {
  let line = 1;
  let reached = 0;
  return (offset) => {
    for (; reached < offset; reached++) if (bytes[reached] === LF) line++;
    for (; bytes[reached] === LF || bytes[reached] === CR; reached++) if (bytes[reached] === LF) line++;
    return line;
  };
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let i = bytes.indexOf(LF); i !== -1 && i < offset; i = bytes.indexOf(LF, i + 1)) line++;
  return line;
}

/** The offset where the first malformed character begins: found by halving, since "valid so far" is monotone. */
function firstBadByte(bytes: Buffer): number {
  let [valid, invalid] = [0, bytes.length + 1];
  while (invalid - valid > 1) {
    const middle = Math.floor((valid + invalid) / 2);
    if (isUtf8Start(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  // Back over the start of the character that went wrong.
  while (!isUtf8(bytes.subarray(0, valid))) valid--;
  return valid;
}

/** Whether bytes are valid UTF-8, but for a last character that may be incomplete. */
function isUtf8Start(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
