import { suggestion } from "../diagnostic/nearest.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import type { Document, DocumentPath } from "../document/document.ts";
import { isRecord, withValue } from "../document/overlay.ts";
import { spanInside } from "../document/span-inside.ts";
import { err, ok, type Result } from "../result.ts";

/** A value that a matrix gives. */
export type Scalar = string | number | boolean;

/** The values of one arm, by matrix key. */
export type Bindings = ReadonlyMap<string, Scalar>;

const PLACEHOLDER = /\$\{([^}]*)\}/g;

/** Whether a text has a `${...}` in it. */
export const hasPlaceholder = (text: string): boolean => text.includes("${");

/**
 * The document with `${key}` replaced in all its texts and keys; a text that is nothing but `${key}` becomes the
 * value itself, so that a number stays one. A key that the matrix lacks is an error with the nearest one it has.
 */
export function substitute(document: Document, bindings: Bindings): Result<Document, readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const replace = (text: string, path: DocumentPath): Scalar => {
    const whole = /^\$\{([^}]*)\}$/.exec(text)?.[1];
    const exact = whole === undefined ? undefined : bindings.get(whole.trim());
    if (exact !== undefined) return exact;
    return text.replace(PLACEHOLDER, (match: string, key: string, offset: number) => {
      const value = bindings.get(key.trim());
      if (value !== undefined) return String(value);
      problems.push(unknownPlaceholder(match, { document, path, text, offset }, bindings));
      return match;
    });
  };
  const walk = (value: unknown, path: DocumentPath): unknown => {
    if (typeof value === "string") return replace(value, path);
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (!isRecord(value)) return value;
    const kept = Object.entries(value).filter(([key]) => path.length > 0 || key !== "matrix");
    return Object.fromEntries(
      kept.map(([key, inner]) => [String(replace(key, path)), walk(inner, [...path, key])]),
    );
  };
  const value = walk(document.value, []);
  return problems.length > 0 ? err(problems) : ok(withValue(document, value));
}

/** The matrix keys that some text of the document uses. */
export function usedKeys(value: unknown): ReadonlySet<string> {
  if (typeof value === "string")
    return new Set([...value.matchAll(PLACEHOLDER)].map((match) => (match[1] ?? "").trim()));
  const inner: readonly unknown[] = Array.isArray(value)
    ? value
    : isRecord(value)
      ? Object.values(value)
      : [];
  const keys = isRecord(value) ? Object.keys(value) : [];
  return new Set([...inner, ...keys].flatMap((item) => [...usedKeys(item)]));
}

function unknownPlaceholder(
  match: string,
  { document, path, text, offset }: { document: Document; path: DocumentPath; text: string; offset: number },
  bindings: Bindings,
): Diagnostic {
  const key = match.slice(2, -1).trim();
  const none = "`${...}` takes its values from `matrix`, which this strategy does not have";
  return makeError({
    code: "unknown-placeholder",
    message: `${match} has no value`,
    hint: bindings.size === 0 ? none : suggestion(key, [...bindings.keys()]),
    at: spanInside(document, path, { text, offset, length: match.length }),
  });
}
