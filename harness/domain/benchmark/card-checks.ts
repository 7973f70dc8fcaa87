import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Document, DocumentPath } from "../document/document.ts";
import type { CardSpec } from "./card-schema.ts";
import { filesOf, type Card } from "./card.ts";
import { resolveProtocol } from "./protocol.ts";

/** What a schema can't say: names that must exist, lists that must agree. */
export function checkCard(spec: CardSpec, card: Card, document: Document): readonly Diagnostic[] {
  const at = (path: DocumentPath, code: string, message: string): Diagnostic => ({
    severity: "error",
    code,
    message,
    at: document.spanOf(path),
  });
  return [
    ...repeated(spec.subjects.map(({ id }) => id)).map((i) =>
      at(["subjects", i, "id"], "repeated-name", `subject "${spec.subjects[i]?.id ?? ""}" stands here twice`),
    ),
    ...repeated(spec.groups.map(({ id }) => id)).map((i) =>
      at(["groups", i, "id"], "repeated-name", `group "${spec.groups[i]?.id ?? ""}" stands here twice`),
    ),
    ...checkGroups(spec, at),
    ...checkSplits(spec, at),
    ...checkHashes(card, at),
    ...checkDefaultProtocol(spec, card, at),
  ];
}

type At = (path: DocumentPath, code: string, message: string) => Diagnostic;

/** The places of names that stood before. */
function repeated(names: readonly string[]): readonly number[] {
  return names.flatMap((name, i) => (names.indexOf(name) < i ? [i] : []));
}

function checkGroups(spec: CardSpec, at: At): readonly Diagnostic[] {
  const groups = new Set(spec.groups.map(({ id }) => id));
  const subjects = new Set(spec.subjects.map(({ id }) => id));
  const fromSubjects = spec.subjects.flatMap(({ id, group }, i) =>
    group === undefined || groups.has(group)
      ? []
      : [
          at(
            ["subjects", i, "group"],
            "unknown-group",
            `subject "${id}" is in group "${group}", which is not in groups`,
          ),
        ],
  );
  const fromGroups = spec.groups.flatMap((group, i) => {
    const members = group.subjects ?? [];
    const unknown = members.flatMap((id, j) =>
      subjects.has(id)
        ? []
        : [at(["groups", i, "subjects", j], "unknown-subject", `no subject is called "${id}"`)],
    );
    const empty =
      group.subjects === undefined && !spec.subjects.some((subject) => subject.group === group.id);
    return empty ? [at(["groups", i], "empty-group", `no subject is in group "${group.id}"`)] : unknown;
  });
  return [...fromSubjects, ...fromGroups];
}

function checkSplits(spec: CardSpec, at: At): readonly Diagnostic[] {
  const names = Object.keys(spec.splits);
  const known = `splits here: ${names.join(", ")}`;
  const missing = (["primary_split", "few_shot_split"] as const).flatMap((key) => {
    const name = spec[key];
    if (name === undefined || names.includes(name)) return [];
    return [at([key], "unknown-split", `no split is called "${name}"; ${known}`)];
  });
  const withoutSubject = Object.entries(spec.splits).flatMap(([name, { files }]) => {
    const perSubject = typeof files === "string" && files.includes("{subject}");
    if (perSubject || spec.columns.subject !== undefined) return [];
    const message = `split "${name}" does not say its subjects: use {subject} in the file name, or columns.subject`;
    return [at(["splits", name, "files"], "no-subject", message)];
  });
  return [...missing, ...withoutSubject];
}

function checkHashes(card: Card, at: At): readonly Diagnostic[] {
  const files = new Set(filesOf(card));
  const without = [...files].filter((file) => !card.sha256.has(file));
  const [first] = without;
  const extra = [...card.sha256.keys()].filter((file) => !files.has(file));
  const extras = extra.map((file) =>
    at(["sha256", file], "unknown-file", `no split uses the file "${file}"`),
  );
  if (first === undefined) return extras;
  const count = without.length === 1 ? "" : ` (and ${without.length - 1} more)`;
  const message = `sha256 lacks "${first}"${count}: write \`FILE: HASH\`, as \`sha256sum FILE\` prints it`;
  return [...extras, at(["sha256"], "missing-hash", message)];
}

function checkDefaultProtocol(spec: CardSpec, card: Card, at: At): readonly Diagnostic[] {
  const protocol = resolveProtocol(card, spec.default_protocol);
  return protocol.ok
    ? []
    : protocol.error.map(({ code, message }) => at(["default_protocol"], code, message));
}
