import type { SourceSpan } from "../diagnostic/diagnostic.ts";
import type { Document, DocumentPath } from "./document.ts";

/** A stretch of a text value, in UTF-16 units from the value's first one. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** A value's text, and which stretch of it is meant; `part` says whether the text is a map's key or its value. */
export interface TextStretch extends Stretch {
  readonly text: string;
  readonly part?: "key" | "value";
}

/**
 * Where a stretch of a text stands in its file. A text that is written in another way than it reads
 * (escapes, several lines, a substituted `${...}`) is marked as a whole.
 */
export function spanInside(document: Document, path: DocumentPath, stretch: TextStretch): SourceSpan {
  const whole = document.spanOf(path, stretch.part ?? "value");
  const line = document.text.split(/\r?\n/)[whole.line - 1] ?? "";
  const start = whole.column - 1;
  const quote = /^["']/.test(line.slice(start)) ? 1 : 0;
  if (whole.file !== document.file || !line.startsWith(stretch.text, start + quote)) return whole;
  const length = Math.max(1, Math.min(stretch.length, stretch.text.length - stretch.offset));
  return { ...whole, column: whole.column + quote + stretch.offset, length };
}
