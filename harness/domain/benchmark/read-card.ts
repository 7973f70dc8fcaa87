import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Document } from "../document/document.ts";
import { validate } from "../document/validate.ts";
import { err, ok, type Result } from "../result.ts";
import { checkCard } from "./card-checks.ts";
import { cardSchema, type CardSpec } from "./card-schema.ts";
import type { Card, CardRoot, CardSplit, SubjectGroup } from "./card.ts";

/** Reads a benchmark card; all problems of the file at once. */
export function readCard(document: Document): Result<Card, readonly Diagnostic[]> {
  const spec = validate(document, cardSchema);
  if (!spec.ok) return spec;
  const card = normalize(spec.value, document.file);
  const problems = checkCard(spec.value, card, document);
  return problems.length > 0 ? err(problems) : ok(card);
}

function normalize(spec: CardSpec, file: string): Card {
  const { columns } = spec;
  return {
    name: spec.name,
    file,
    title: spec.title,
    description: spec.description,
    licence: spec.licence,
    source: spec.source ?? null,
    publicText: spec.public_text,
    root: readRoot(spec.root),
    columns: {
      ...columns,
      subject: columns.subject ?? null,
      cluster: columns.cluster ?? null,
      explanation: columns.explanation ?? null,
    },
    splits: Object.entries(spec.splits).map(([name, split]) => readSplit(name, split, spec)),
    primarySplit: spec.primary_split,
    fewShotSplit: spec.few_shot_split ?? null,
    subjects: spec.subjects.map(({ id, en, zh }) => ({ id, title: { en, zh } })),
    groups: spec.groups.map((group) => readGroup(group, spec)),
    defaultProtocol: spec.default_protocol,
    clozeSuffix: spec.cloze_suffix,
    styles: spec.styles,
    sha256: new Map(Object.entries(spec.sha256)),
  };
}

function readRoot(text: string): CardRoot {
  const colon = text.indexOf(":");
  return { kind: text.slice(0, colon) === "package" ? "package" : "data", path: text.slice(colon + 1) };
}

function readSplit(name: string, split: CardSpec["splits"][string], spec: CardSpec): CardSplit {
  const { files, items, labelled } = split;
  if (typeof files !== "string") {
    return { name, items, labelled, files: files.map((file) => ({ file, subject: null })) };
  }
  // e.g. "val/{subject}_val.csv": one file per subject, in the order of the subjects.
  const perSubject = spec.subjects.map(({ id }) => ({
    file: files.replaceAll("{subject}", id),
    subject: id,
  }));
  return {
    name,
    items,
    labelled,
    files: files.includes("{subject}") ? perSubject : [{ file: files, subject: null }],
  };
}

function readGroup(group: CardSpec["groups"][number], spec: CardSpec): SubjectGroup {
  const members = spec.subjects.filter((subject) => subject.group === group.id).map(({ id }) => id);
  return { id: group.id, title: { en: group.en, zh: group.zh }, subjects: group.subjects ?? members };
}
