import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import type { Document } from "../document/document.ts";
import { isRecord, overlay, withValue } from "../document/overlay.ts";
import { readDocument } from "../document/read-document.ts";
import { err, ok, type Result } from "../result.ts";

/** A strategy file: its path as the user wrote it, and its text. */
export interface StrategySource {
  readonly file: string;
  readonly text: string;
}

/** Reads the file that another names by a relative path; the error says in words why it can't be read. */
export type ReadRelative = (from: string, path: string) => Result<StrategySource, string>;

/** Names are a file's own; a strategy that took them over would be shown under another's title. */
const OWN_KEYS = ["name", "title", "description", "extends"];

/**
 * The document with all that it inherits: `extends: other.yaml` puts it over the other one, key by key at the top
 * level, and a key with nothing drops the inherited one. Cycles are named whole.
 */
export function resolveExtends(
  document: Document,
  readRelative: ReadRelative,
  chain: readonly string[] = [],
): Result<Document, readonly Diagnostic[]> {
  const parent = isRecord(document.value) ? document.value["extends"] : undefined;
  if (typeof parent !== "string") return ok(document); // the schema says what is wrong with anything else
  const at = document.spanOf(["extends"]);
  const trail = [...chain, document.file];
  const source = readRelative(document.file, parent);
  if (!source.ok) {
    return err([
      makeError({ code: "extends-unreadable", message: `can't extend ${parent}: ${source.error}`, at }),
    ]);
  }
  const start = trail.indexOf(source.value.file);
  if (start >= 0) {
    const message = `strategies extend each other in a circle: ${[...trail.slice(start), source.value.file].join(" -> ")}`;
    return err([makeError({ code: "extends-cycle", message, hint: "one of them has to stand alone", at })]);
  }
  const read = readDocument(source.value);
  if (!read.ok) return read;
  const below = resolveExtends(read.value, readRelative, trail);
  return below.ok ? ok(overlay(document, inheritable(below.value))) : below;
}

function inheritable(document: Document): Document {
  if (!isRecord(document.value)) return document;
  return withValue(
    document,
    Object.fromEntries(Object.entries(document.value).filter(([key]) => !OWN_KEYS.includes(key))),
  );
}
