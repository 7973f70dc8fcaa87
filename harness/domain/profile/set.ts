import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import type { Document, DocumentPath } from "../document/document.ts";
import { isRecord } from "../document/overlay.ts";
import { readDocument } from "../document/read-document.ts";
import { err, ok, type Result } from "../result.ts";

/** One `--set`, read: where, what, and where it stands in what the user typed. */
interface Setting {
  readonly path: DocumentPath;
  readonly value: Document;
  readonly file: string; // e.g. "--set budget.lr=1e-4", which is also its text
  readonly offset: number; // of the value in that text
}

const KEYWORD = "--set ";

/**
 * The document with values of the command line in it: `budget.lr=1e-4`, `seeds=[1, 2]`, `benchmarks.0.split=val`,
 * under the given path. A value is YAML; `null` takes the key away. Problems that a value causes later are shown at the assignment itself.
 */
export function applySet(
  document: Document,
  assignments: readonly string[],
  under: DocumentPath,
): Result<Document, readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  let current = document;
  for (const assignment of assignments) {
    const setting = readSetting(assignment, under);
    if (!setting.ok) {
      problems.push(...setting.error);
      continue;
    }
    const value = replaced(current.value, setting.value);
    if (value.ok) current = withSetting({ ...current, value: value.value }, setting.value);
    else problems.push(settingError(setting.value, value.error));
  }
  return problems.length > 0 ? err(problems) : ok(current);
}

function readSetting(assignment: string, under: DocumentPath): Result<Setting, readonly Diagnostic[]> {
  const file = `${KEYWORD}${assignment}`;
  const equals = assignment.indexOf("=");
  const keys = assignment.slice(0, equals).split(".");
  if (equals < 1 || keys.some((key) => key.trim() === "")) {
    const at = { file, line: 1, column: KEYWORD.length + 1, length: Math.max(1, assignment.length) };
    const message = `"${assignment}" sets nothing`;
    return err([
      makeError({ code: "bad-set", message, hint: "write KEY=VALUE, e.g. --set budget.lr=1e-4", at }),
    ]);
  }
  const offset = KEYWORD.length + equals + 1;
  const value = readDocument({ file, text: assignment.slice(equals + 1) });
  const path = [...under, ...keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key.trim()))];
  if (value.ok) return ok({ path, value: value.value, file, offset });
  return err(value.error.map((problem) => shifted(problem, offset)));
}

const shifted = (problem: Diagnostic, offset: number): Diagnostic =>
  problem.at ? { ...problem, at: { ...problem.at, column: problem.at.column + offset } } : problem;

const settingError = ({ file }: Setting, { message, hint }: { message: string; hint?: string }): Diagnostic =>
  makeError({
    code: "bad-set",
    message,
    hint,
    at: { file, line: 1, column: KEYWORD.length + 1, length: file.length - KEYWORD.length },
  });

/** A copy of the value with one place replaced; maps that are not there are made on the way. */
function replaced(
  value: unknown,
  { path, value: given }: Setting,
): Result<unknown, { message: string; hint?: string }> {
  const [step, ...rest] = path;
  if (step === undefined) return ok(given.value);
  const here = { path: rest, value: given, file: "", offset: 0 };
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    if (typeof step !== "number" || step >= list.length) {
      const hint = `the list has ${list.length} entries, counted from 0`;
      return err({ message: `there is no entry "${step}" in the list`, hint });
    }
    const inner = replaced(list[step], here);
    return inner.ok ? ok(list.with(step, inner.value)) : inner;
  }
  if (value !== undefined && value !== null && !isRecord(value)) {
    return err({ message: `"${step}" can't be set: what stands above it is a value, not a map` });
  }
  const { [String(step)]: old, ...others } = isRecord(value) ? value : {};
  const inner = replaced(old, here);
  if (!inner.ok) return inner;
  return ok(inner.value === null ? others : { ...others, [String(step)]: inner.value });
}

/** Places inside what was set are places in the assignment. */
function withSetting(document: Document, { path, value, file, offset }: Setting): Document {
  const isInside = (asked: DocumentPath): boolean =>
    path.every((step, index) => String(asked[index]) === String(step));
  return {
    ...document,
    spanOf: (asked, part) => {
      if (!isInside(asked)) return document.spanOf(asked, part);
      if (asked.length === path.length && part === "key") {
        return { file, line: 1, column: KEYWORD.length + 1, length: offset - KEYWORD.length - 1 };
      }
      const span = value.spanOf(asked.slice(path.length), part);
      return { ...span, file, column: span.column + offset };
    },
  };
}
