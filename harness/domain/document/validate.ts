import { z } from "zod";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import { nearest, suggestion } from "../diagnostic/nearest.ts";
import { err, ok, type Result } from "../result.ts";
import type { Document, DocumentPath } from "./document.ts";
import { describeValue, expectedWords, orList } from "./issue-words.ts";
import { isRecord } from "./overlay.ts";
import { spanInside } from "./span-inside.ts";

type Issue = z.core.$ZodIssue;

const NO_WORDS = "";

/** What else a reader may be told: keys that belong elsewhere, with the word on where. */
export interface ValidateOptions {
  readonly foreignKeys: ReadonlyMap<string, string>; // e.g. "model" -> "the model is the profile's: harness.yaml"
}

/**
 * The document's value as a schema reads it, or all problems at once, each at its place, with what was expected and
 * received; an unknown key comes with the nearest right one.
 */
export function validate<T>(
  document: Document,
  schema: z.ZodType<T>,
  { foreignKeys }: ValidateOptions = { foreignKeys: new Map() },
): Result<T, readonly Diagnostic[]> {
  // An issue's list of unknown keys is the one thing that survives from inside zod: it leads to the known ones.
  const known = new WeakMap<readonly string[], readonly string[]>();
  const parsed = schema.safeParse(document.value, {
    error: (issue) => {
      if (issue.code === "unrecognized_keys") known.set(issue.keys, keysOf(issue.inst));
      return NO_WORDS; // asked only where the schema has no words of its own
    },
  });
  if (parsed.success) return ok(parsed.data);
  const context: Context = { document, known, foreignKeys };
  return err(parsed.error.issues.flatMap((issue) => diagnose(issue, toPath(issue.path), context)));
}

interface Context extends ValidateOptions {
  readonly document: Document;
  readonly known: WeakMap<readonly string[], readonly string[]>;
}

const keysOf = (schema: unknown): readonly string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.def.shape) : [];

const toPath = (path: readonly PropertyKey[]): DocumentPath =>
  path.map((step) => (typeof step === "number" ? step : String(step)));

function diagnose(issue: Issue, path: DocumentPath, context: Context): readonly Diagnostic[] {
  const { document } = context;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) =>
        unknownKey(key, { path, known: context.known.get(issue.keys) ?? [] }, context),
      );
    case "invalid_union":
      return diagnoseUnion(issue, path, context);
    case "invalid_key":
    case "invalid_element":
      return issue.issues.map((inner) => badKey(inner, path, document));
    case "custom":
      return [customProblem(issue, path, document)];
    default:
      return [plainProblem(issue, path, document)];
  }
}

function unknownKey(
  key: string,
  { path, known }: { readonly path: DocumentPath; readonly known: readonly string[] },
  { document, foreignKeys }: Context,
): Diagnostic {
  const hint = cutByComma(document, [...path, key]) ?? foreignKeys.get(key) ?? suggestion(key, known);
  const at = document.spanOf([...path, key], "key");
  const message = `unknown key "${key}"`;
  return makeError({ code: "unknown-key", message, hint, at });
}

/** `{ en: Train shallow, freeze deep }` gives a key "freeze deep" with nothing after it. */
function cutByComma(document: Document, path: DocumentPath): string | undefined {
  const looksLikeText = /\s|[^\x20-\x7e]/.test(String(path.at(-1)));
  if (!looksLikeText || valueAt(document.value, path) !== null) return undefined;
  return "inside { } a comma ends the value: put the text in quotes";
}

/** Of several forms, the reader meant the one that fits furthest; if none fits at all, each is named. */
function diagnoseUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: DocumentPath,
  context: Context,
): readonly Diagnostic[] {
  const branches = issue.errors.filter((errors) => errors.length > 0);
  const deeper = branches.filter((errors) => !errors.some((inner) => isWrongForm(inner, path, context)));
  const [best] = [...deeper].sort((a, b) => a.length - b.length);
  if (best) return best.flatMap((inner) => diagnose(inner, [...path, ...toPath(inner.path)], context));
  const forms = formsOf(issue);
  const received = describeValue(valueAt(context.document.value, path));
  const message = `${nameOf(path)}expected ${orList(forms)}, received ${received}`;
  return [makeError({ code: "wrong-type", message, at: context.document.spanOf(path) })];
}

function formsOf(issue: Issue): readonly string[] {
  if (issue.code !== "invalid_union") return [expectedWords(issue) ?? issue.message];
  return issue.errors.flatMap((errors) => errors.slice(0, 1).flatMap(formsOf));
}

function isWrongForm(issue: Issue, path: DocumentPath, context: Context): boolean {
  if (issue.path.length > 0 || valueAt(context.document.value, path) === undefined) return false;
  if (issue.code === "invalid_union") {
    return issue.errors.every((errors) => errors.some((inner) => isWrongForm(inner, path, context)));
  }
  return issue.code === "invalid_type" || issue.code === "invalid_value";
}

function plainProblem(issue: Issue, path: DocumentPath, document: Document): Diagnostic {
  const value = valueAt(document.value, path);
  const at = document.spanOf(path);
  const wanted = expectedWords(issue);
  if (value === undefined && path.length > 0) {
    const parent = path.length > 1 ? ` in ${path.slice(0, -1).join(".")}` : "";
    const message = `missing key "${String(path.at(-1))}"${parent}`;
    return makeError({
      code: "missing-key",
      message,
      hint: wanted === undefined ? undefined : `it holds ${wanted}`,
      at,
    });
  }
  const plain = `expected ${wanted ?? "another value"}, received ${describeValue(value)}`;
  const words = issue.message === NO_WORDS ? plain : issue.message;
  const near =
    issue.code === "invalid_value" && typeof value === "string" ? nearest(value, texts(issue.values)) : null;
  const hint = near ? `did you mean "${near}"?` : undefined;
  return makeError({ code: codeOf(issue), message: `${nameOf(path)}${words}`, hint, at });
}

const texts = (values: readonly unknown[]): readonly string[] =>
  values.filter((value) => typeof value === "string");

function customProblem(issue: z.core.$ZodIssueCustom, path: DocumentPath, document: Document): Diagnostic {
  const { offset = 0, length, hint } = blameSchema.parse(issue.params ?? {});
  const text = valueAt(document.value, path);
  const isPart = typeof text === "string" && length !== undefined;
  const at = isPart ? spanInside(document, path, { text, offset, length }) : document.spanOf(path);
  return makeError({ code: "bad-value", message: `${nameOf(path)}${issue.message}`, hint, at });
}

function badKey(issue: Issue, path: DocumentPath, document: Document): Diagnostic {
  const text = String(path.at(-1));
  const {
    offset = 0,
    length = text.length,
    hint,
  } = blameSchema.parse((issue.code === "custom" ? issue.params : null) ?? {});
  const message = `${nameOf(path.slice(0, -1))}${issue.message || `"${text}" is no key here`}`;
  return makeError({
    code: "bad-key",
    message,
    hint,
    at: spanInside(document, path, { text, offset, length, part: "key" }),
  });
}

/** What a written form's problem carries beside its message: see written.ts. */
const blameSchema = z.object({
  offset: z.number().optional(),
  length: z.number().optional(),
  hint: z.string().optional(),
});

function codeOf(issue: Issue): string {
  if (issue.code === "invalid_type") return "wrong-type";
  return issue.code === "invalid_value"
    ? "wrong-value"
    : issue.code === "invalid_format"
      ? "bad-value"
      : "out-of-range";
}

/** e.g. `budget.lr: `; an entry of a list is named by the list. */
function nameOf(path: DocumentPath): string {
  const words = path.filter((step) => typeof step === "string");
  return words.length > 0 ? `${words.join(".")}: ` : "";
}

/** The value at a path; undefined if it is not there. */
function valueAt(value: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return typeof step === "number" ? (inner[step] as unknown) : undefined;
    return isRecord(inner) && Object.hasOwn(inner, String(step)) ? inner[String(step)] : undefined;
  }, value);
}
