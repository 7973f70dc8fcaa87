import type { SourceSpan } from "../diagnostic/diagnostic.ts";
import type { Document, DocumentPath } from "./document.ts";

/** A map of a document: a YAML map, not a list, not null. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The same document with another value; places are asked of whoever owns them. */
export function withValue(document: Document, value: unknown): Document {
  return { ...document, value };
}

/**
 * A document over another: its top-level keys win, and a key with nothing (`expect:` or `expect: null`) drops the
 * one below. Each place is found in the file that said it.
 */
export function overlay(above: Document, below: Document): Document {
  if (!isRecord(above.value) || !isRecord(below.value)) return above;
  const merged = { ...below.value, ...above.value };
  const value = Object.fromEntries(Object.entries(merged).filter(([, inner]) => inner !== null));
  const own = above.value;
  const owner = ([key]: DocumentPath): Document =>
    key === undefined || Object.hasOwn(own, String(key)) || !Object.hasOwn(value, String(key))
      ? above
      : below;
  return {
    file: above.file,
    text: above.text,
    value,
    spanOf: (path: DocumentPath, part?: "key" | "value"): SourceSpan => owner(path).spanOf(path, part),
  };
}
