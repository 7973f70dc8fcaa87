import type { SourceSpan } from "../diagnostic/diagnostic.ts";

/** The way to a value inside a document, e.g. `["phases", 0, "train"]`. */
export type DocumentPath = readonly (string | number)[];

/** A parsed YAML (or JSON) document that still knows where each value stood. */
export interface Document {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  /** Where a value (or its key) stands; the nearest existing ancestor for a path that is not there. */
  spanOf(path: DocumentPath, part?: "key" | "value"): SourceSpan;
}
