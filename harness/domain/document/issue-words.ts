import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** What a value is, in words: `text "abc"`, `the number 3`, `a list`, `a map`, `nothing`. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "string") return value.length <= 40 ? `"${value}"` : `"${value.slice(0, 37)}..."`;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : typeof value;
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "a map",
  record: "a map",
  map: "a map",
  null: "nothing",
};

/** What a schema's issue wanted, e.g. "a list", `"cosine", "linear" or "constant"`; undefined if that is no use. */
export function expectedWords(issue: Issue): string | undefined {
  if (issue.code === "invalid_type") return KINDS[issue.expected] ?? issue.expected;
  if (issue.code === "invalid_value") return orList(issue.values.map((value) => describeValue(value)));
  if (issue.code === "too_small" || issue.code === "too_big") return limitWords(issue);
  if (issue.code === "not_multiple_of") return `a multiple of ${issue.divisor}`;
  return undefined;
}

/** e.g. `a, b or c`. */
export function orList(words: readonly string[]): string {
  const unique = [...new Set(words)];
  if (unique.length <= 1) return unique.join("");
  return `${unique.slice(0, -1).join(", ")} or ${unique.at(-1) ?? ""}`;
}

function limitWords(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const small = issue.code === "too_small";
  const limit = String(small ? issue.minimum : issue.maximum);
  const inclusive = issue.inclusive ?? true;
  const count = (unit: string): string => {
    if (small && limit === "1") return unit === "entries" ? "at least one entry" : "text that is not empty";
    return `${small ? "at least" : "at most"} ${limit} ${unit}`;
  };
  if (issue.origin === "array" || issue.origin === "map") return count("entries");
  if (issue.origin === "string") return count("characters");
  const kind = issue.origin === "int" ? "a whole number" : "a number";
  if (small) return inclusive ? `${kind} from ${limit} on` : `${kind} above ${limit}`;
  return inclusive ? `${kind} of at most ${limit}` : `${kind} below ${limit}`;
}
