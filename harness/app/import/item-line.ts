import { z } from "zod";
import { err, ok, type Result } from "../../domain/result.ts";

/** One question's result from elsewhere, as its line says it; null where it says nothing. */
export interface LineContent {
  readonly benchmark: string;
  readonly subject: string;
  readonly id: string;
  readonly prediction: string | null;
  readonly answer: string | null;
  readonly correct: 0 | 1 | null;
  readonly logprobs: readonly number[];
  readonly protocol: string | null;
  readonly mode: "logit" | "cloze" | "generate" | null;
  readonly shots: number | null;
  readonly split: string | null;
}

/** A line with its place, and with conditions that are filled in where it says none. */
export interface ImportedLine extends LineContent {
  readonly file: string;
  readonly line: number; // 1-based
  readonly protocol: string;
  readonly mode: "logit" | "cloze" | "generate";
  readonly shots: number;
  readonly split: string;
  readonly shotsAreKnown: boolean; // false: nobody said how many, and 0 was taken
}

const name = z.string().min(1);
const itemLine = z.object({
  benchmark: name,
  subject: name,
  id: z.union([name, z.int().transform(String)]),
  prediction: name.nullable(),
  answer: name.nullable(),
  correct: z.union(
    [z.literal(0), z.literal(1), z.boolean().transform((right) => (right ? 1 : 0)), z.null()],
    { error: "expected 0, 1 or null" },
  ),
  logprobs: z.array(z.number()).default([]),
  protocol: name.nullable().default(null),
  mode: z.enum(["logit", "cloze", "generate"]).nullable().default(null),
  shots: z.int().min(0).nullable().default(null),
  split: name.nullable().default(null),
});

/** Reads an object of the JSONL of `harness items`; the error says all that is wrong with it. */
export function readItemLine(value: unknown): Result<LineContent, readonly string[]> {
  const parsed = itemLine.safeParse(value);
  return parsed.success ? ok(parsed.data) : err(issueTexts(parsed.error));
}

/** e.g. `"correct": invalid input` for each field that is wrong. */
export const issueTexts = (error: z.ZodError): readonly string[] =>
  error.issues.map(({ path, message }) => {
    const words = message.charAt(0).toLowerCase() + message.slice(1);
    return path.length === 0 ? words : `"${path.join(".")}": ${words}`;
  });
