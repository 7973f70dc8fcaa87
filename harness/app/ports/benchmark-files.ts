import type { CardRoot } from "../../domain/benchmark/card.ts";
import type { Table, TableProblem } from "../../domain/benchmark/table.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { Sha256 } from "../../domain/hash.ts";
import type { Result } from "../../domain/result.ts";

/** A card file as it lies in a datasets/ folder. */
export interface CardText {
  readonly file: string; // as messages name it
  readonly text: string;
}

/** What a file is, by its bytes. */
export interface FileHashes {
  readonly sha256: Sha256;
  /** The hash that it would have with LF line ends, where it has CRLF ones. */
  readonly sha256WithLf: Sha256 | null;
}

/** A file, looked at. */
export type FileState =
  | { readonly status: "found"; readonly hashes: FileHashes }
  | { readonly status: "missing" }
  | { readonly status: "unreadable"; readonly detail: string };

/** A folder or zip file that a benchmark is imported from. */
export interface ImportSource {
  readonly path: string; // as messages name it
  inspect(file: string): Promise<FileState>;
  /** Null if there is no such file. */
  read(file: string): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** The cards, and the data files that they speak of. */
export interface BenchmarkFiles {
  /** The cards of the package, then the user's own. */
  cards(): Promise<readonly CardText[]>;
  /** The absolute folder of a benchmark's data, whether it is there or not. */
  folderOf(root: CardRoot): string;
  readTable(folder: string, file: string): Promise<Result<Table, TableProblem>>;
  inspect(folder: string, file: string): Promise<FileState>;
  /** Opens a folder or zip file; `landmark` is a file that must be in it, perhaps one folder down. */
  openSource(path: string, landmark: string): Promise<Result<ImportSource, readonly Diagnostic[]>>;
  /**
   * Copies files into a folder, whole or not at all: if one does not have the hash that is given for it, or the disk
   * is full, everything is as it was before. What was in the folder is replaced.
   */
  install(
    folder: string,
    source: ImportSource,
    sha256: ReadonlyMap<string, string>,
  ): Promise<Result<void, readonly Diagnostic[]>>;
}
