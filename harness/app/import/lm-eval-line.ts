import { z } from "zod";
import type { Card } from "../../domain/benchmark/card.ts";
import { letterOf } from "../../domain/benchmark/item.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { issueTexts, type LineContent } from "./item-line.ts";

/** Which benchmark and subject a samples file of lm-eval is of. */
export interface LmEvalTask {
  readonly benchmark: string;
  readonly subject: string;
}

/** Whether an object is a line of lm-eval's `samples_*.jsonl`. */
export const isLmEvalLine = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "doc_id" in value && "filtered_resps" in value;

/**
 * The task in a file name: `samples_ceval-valid_law_2026-01-02T03-04-05.678.jsonl` is of the card whose name begins the
 * task and of its subject that ends it. Null where none does.
 */
export function lmEvalTask(file: string, cards: readonly Card[]): LmEvalTask | null {
  const base = file.split(/[\\/]/).at(-1) ?? "";
  const task = /^samples_(.+?)(?:_\d{4}-\d{2}-\d{2}T[^_]*)?\.jsonl$/.exec(base)?.[1];
  if (task === undefined) return null;
  const found = cards
    .filter((card) => task.startsWith(card.name))
    .flatMap((card) => card.subjects.map(({ id }) => ({ benchmark: card.name, subject: id })))
    .filter(({ subject }) => task.endsWith(`_${subject}`));
  // The longest subject: "_law" ends "civil_law" as well.
  return found.toSorted((a, b) => b.subject.length - a.subject.length)[0] ?? null;
}

const sample = z.object({
  doc_id: z.int(),
  doc: z.looseObject({
    id: z
      .union([z.string().min(1), z.int()])
      .optional()
      .catch(undefined),
  }),
  target: z.union([z.string(), z.number()]),
  filtered_resps: z.array(z.unknown()).min(1),
  acc: z.union([z.literal(0), z.literal(1)]).optional(),
  exact_match: z.union([z.literal(0), z.literal(1)]).optional(),
});

/** [log-probability, whether it is the greedy answer]; lm-eval writes both as texts. NaN for what is no number. */
function logprobOf(response: unknown): number {
  const first: unknown = Array.isArray(response) ? response[0] : undefined;
  return typeof first === "number" || (typeof first === "string" && first.trim() !== "")
    ? Number(first)
    : NaN;
}

/** Reads one sample: log-probabilities of the letters (multiple choice), or an extracted letter (generation). */
export function readLmEvalLine(value: unknown, task: LmEvalTask): Result<LineContent, readonly string[]> {
  const parsed = sample.safeParse(value);
  if (!parsed.success) return err(issueTexts(parsed.error));
  const { doc_id: docId, doc, target, filtered_resps: responses, acc, exact_match: exactMatch } = parsed.data;
  const correct = acc ?? exactMatch;
  if (correct === undefined) return err(['it has neither "acc" nor "exact_match" of 0 or 1']);
  const isChoice = responses.length > 1;
  const logprobs = isChoice ? responses.map(logprobOf) : [];
  if (!logprobs.every(Number.isFinite))
    return err(['"filtered_resps": a log-probability is not a finite number']);
  const answer = letterOfTarget(target, isChoice ? logprobs.length : 4);
  if (answer === null)
    return err([`"target": ${JSON.stringify(target)} is neither a letter nor the number of a choice`]);
  return ok({
    ...task,
    id: String(doc.id ?? docId),
    prediction: isChoice ? letterOf(logprobs.indexOf(Math.max(...logprobs))) : letterIn(responses[0]),
    answer,
    correct,
    logprobs,
    protocol: "lm-eval",
    mode: isChoice ? "logit" : "generate",
    shots: null,
    split: null,
  });
}

/** "2", 2 and "C" are the third choice. */
function letterOfTarget(target: string | number, choices: number): string | null {
  const text = String(target).trim();
  const index = /^\d+$/.test(text)
    ? Number(text)
    : /^[A-Z]$/.test(text)
      ? text.charCodeAt(0) - "A".charCodeAt(0)
      : -1;
  return index >= 0 && index < choices ? letterOf(index) : null;
}

/** The letter of an extracted answer such as "B" or "(B)"; null for anything else. */
function letterIn(response: unknown): string | null {
  const text = Array.isArray(response) ? response.find((part) => typeof part === "string") : response;
  return typeof text === "string" ? (/^\W*([A-Z])\W*$/.exec(text)?.[1] ?? null) : null;
}
