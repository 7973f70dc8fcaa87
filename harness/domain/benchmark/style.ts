import { z } from "zod";
import { placeholdersOf } from "./template.ts";

const SUBJECT = ["subject_zh", "subject_en"];
const CHOICE = ["letter", "option", "cloze_suffix"];

/** A text with names in braces; only those that have a value in its place are allowed. */
function template(allowed: readonly string[]): z.ZodString {
  const known = allowed.map((name) => `{${name}}`).join(", ");
  return z.string().refine((text) => placeholdersOf(text).every((name) => allowed.includes(name)), {
    error: `unknown name in braces; known here: ${known}`,
  });
}

const rows = z.array(z.int().min(0));

/**
 * How questions are put into words. A prompt is
 * `head + (item + answer + separator) for each demo + (lead, if there are demos) + item + cue`;
 * what is scored after it is `scored[mode]`, filled in for each option.
 */
export const styleSchema = z.strictObject({
  source: z.string().describe("Whose prompt this is, e.g. `hkust-nlp/ceval cba65ae9, evaluator.py`."),
  head: template(SUBJECT).describe("Once, at the very start."),
  item: template([...SUBJECT, "question", "options"]).describe("A question, up to where its answer goes."),
  option: template(["letter", "option"]).describe("One line of {options}; lines are joined by a line feed."),
  answer: template([...CHOICE, "explanation"]).describe("What follows the item in a demo."),
  separator: z.string().describe("What follows each demo."),
  lead: z.string().describe("What stands before the last item where there are demos; mostly nothing."),
  cue: z.string().default("").describe("What follows the last item: how its answer is to begin."),
  strip: z
    .enum(["none", "python"])
    .describe("`python`: the question without the white space that str.strip removes."),
  rewrite: z
    .enum(["none", "universal-newlines", "lighteval", "lighteval-ceval"])
    .default("none")
    .describe(
      "How a question's own words are changed: each line end becomes a line feed, as Python's text files do; or " +
        "as lighteval does, which drops what it can't rewrite.",
    ),
  fill: z
    .enum(["once", "in-turn"])
    .default("once")
    .describe("`in-turn`: {A} within a question becomes option A, as OpenCompass's templates do."),
  demos: z
    .union([z.literal("first"), z.strictObject({ rows: z.record(z.string(), rows) })])
    .describe("Which rows of the few-shot split are demos: the first in file order, or a list per subject."),
  shots: z
    .strictObject({ counts: z.array(z.int().min(0)).min(1), because: z.string().min(1) })
    .nullable()
    .default(null)
    .describe("The numbers of demos that there may be, and why no others; null: no limit."),
  scored: z
    .partialRecord(z.enum(["logit", "cloze"]), template(CHOICE))
    .describe("The continuation whose probability is taken, per mode that this style has."),
  extraction: z
    .enum([
      "ceval-answer",
      "ceval-chain-of-thought",
      "cmmlu-choice",
      "opencompass-first-capital",
      "opencompass-first-option",
      "opencompass-answer-line",
    ])
    .nullable()
    .default(null)
    .describe("How a letter is read from a generated reply; null: this style has no generate mode."),
  truncation: z
    .enum(["none", "left-tokens", "drop-longest-demos", "drop-last-demo"])
    .default("none")
    .describe("What gives way where a prompt is too long for the model."),
  average: z
    .enum(["micro", "macro"])
    .default("micro")
    .describe("The average that its authors publish: over questions, or over subjects."),
});

/** A prompt style as data: equal definitions give equal prompts. */
export type Style = z.output<typeof styleSchema>;

/** How an answer is found: `logit` compares letters, `cloze` the texts of the options, `generate` reads a reply. */
export type Mode = "logit" | "cloze" | "generate";

/** The modes that a style has. */
export function modesOf(style: Style): readonly Mode[] {
  const compared = (["logit", "cloze"] as const).filter((mode) => style.scored[mode] !== undefined);
  return [...compared, ...(style.extraction === null ? [] : (["generate"] as const))];
}
