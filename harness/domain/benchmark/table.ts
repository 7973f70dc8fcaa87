import type { Sha256 } from "../hash.ts";

/** One line of a table, which may span several lines of its file. */
export interface TableRow {
  readonly line: number; // where it begins, from 1
  readonly cells: readonly string[];
}

/** A data file, read: cells are exactly as written, white space and line breaks too. */
export interface Table {
  readonly file: string; // as messages name it
  readonly sha256: Sha256; // of the bytes
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Why a data file could not be read. */
export type TableProblem =
  | { readonly reason: "missing"; readonly file: string }
  | { readonly reason: "unreadable"; readonly file: string; readonly detail: string }
  | { readonly reason: "not-utf8"; readonly file: string; readonly line: number; readonly byteOffset: number }
  | { readonly reason: "not-csv"; readonly file: string; readonly line: number; readonly detail: string };
