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

/**
 * How questions are put into words. A prompt is
 * `head + (item + answer + separator) for each demo + (lead, if there are demos) + item`;
 * what is scored after it is `scored[mode]`, filled in for each option.
 */
export const styleSchema = z.strictObject({
  source: z.string().describe("Whose prompt this is, e.g. `hkust-nlp/ceval cba65ae9, evaluator.py`."),
  head: template(SUBJECT).describe("Once, at the very start."),
  item: template([...SUBJECT, "question", "options"]).describe("A question, up to where its answer goes."),
  option: template(["letter", "option"]).describe("One line of {options}; lines are joined by a line feed."),
  answer: template(CHOICE).describe("What follows the item in a demo."),
  separator: z.string().describe("What follows each demo."),
  lead: z.string().describe("What stands before the last item where there are demos; mostly nothing."),
  strip: z
    .enum(["none", "python"])
    .describe("`python`: the question without the white space that str.strip removes."),
  demos: z
    .literal("first")
    .describe("Which rows of the few-shot split are demos: the first ones, in file order."),
  scored: z
    .partialRecord(z.enum(["logit", "cloze"]), template(CHOICE))
    .describe("The continuation whose probability is taken, per mode that this style has."),
});

/** A prompt style as data: equal definitions give equal prompts. */
export type Style = z.output<typeof styleSchema>;
