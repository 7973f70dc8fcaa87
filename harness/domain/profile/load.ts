import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import { suggestion } from "../diagnostic/nearest.ts";
import type { Document } from "../document/document.ts";
import { isRecord } from "../document/overlay.ts";
import { readDocument } from "../document/read-document.ts";
import { validate } from "../document/validate.ts";
import { err, ok, type Result } from "../result.ts";
import { normalizeProfile } from "./normalize.ts";
import type { Profile } from "./profile.ts";
import { harnessFileSchema } from "./schema.ts";
import { applySet } from "./set.ts";

/** Which profile of harness.yaml is wanted, and what the command line changes in it. */
export interface ProfileRequest {
  readonly file: string;
  readonly text: string;
  readonly name: string | null; // null is the file's first profile
  readonly set: readonly string[]; // e.g. ["budget.lr=1e-4"]
}

/** Reads one profile of harness.yaml, with nothing left open. All problems of the file at once. */
export function loadProfile({
  file,
  text,
  name,
  set,
}: ProfileRequest): Result<Profile, readonly Diagnostic[]> {
  const read = readDocument({ file, text });
  if (!read.ok) return read;
  const chosen = chooseProfile(read.value, name);
  if (!chosen.ok) return chosen;
  const document = applySet(read.value, set, ["profiles", chosen.value]);
  if (!document.ok) return document;
  const spec = validate(document.value, harnessFileSchema, { foreignKeys: STRATEGY_KEYS });
  if (!spec.ok) return spec;
  const profile = spec.value.profiles[chosen.value];
  if (!profile) throw new Error(`Internal error: the profile ${chosen.value} was there a moment ago`);
  return normalizeProfile(profile, chosen.value, document.value);
}

/** The names of all profiles, in the order of the file; none where the file can't be read. */
export function profileNames(source: { readonly file: string; readonly text: string }): readonly string[] {
  const read = readDocument(source);
  return read.ok ? namesIn(read.value) : [];
}

const STRATEGY_KEYS = new Map(
  ["train", "freeze", "phases", "matrix", "compose", "settings"].map((key) => [
    key,
    "what trains and what freezes is a strategy's: a file in strategies/",
  ]),
);

function namesIn({ value }: Document): readonly string[] {
  const profiles = isRecord(value) ? value["profiles"] : undefined;
  return isRecord(profiles) ? Object.keys(profiles) : [];
}

function chooseProfile(document: Document, name: string | null): Result<string, readonly Diagnostic[]> {
  const names = namesIn(document);
  const at = document.spanOf(["profiles"], "key");
  const [first] = names;
  if (first === undefined) {
    const hint = "write `profiles:` and below it a name; `harness init` makes an example";
    return err([makeError({ code: "no-profile", message: `${document.file} has no profiles`, hint, at })]);
  }
  if (name === null) return ok(first);
  if (names.includes(name)) return ok(name);
  const hint = suggestion(name, names);
  return err([makeError({ code: "no-profile", message: `there is no profile "${name}"`, hint, at })]);
}
