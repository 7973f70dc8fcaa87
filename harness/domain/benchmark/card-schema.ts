import { z } from "zod";
import { styleSchema } from "./style.ts";

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]*$/, { error: "a name has lower-case letters, digits, - and _ only" });
const relativePath = z.string().refine(staysInside, {
  error: "a path here is relative, with `/` between folders, and stays inside: no `..`",
});
const columnName = z.string().describe("As in the first row; the empty name is a column too.");

/** Whether a path can't leave the folder that it is relative to. */
function staysInside(path: string): boolean {
  return path !== "" && !/^\/|\\|:|\0/.test(path) && path.split("/").every((part) => !/^\.{0,2}$/.test(part));
}

const split = z.strictObject({
  files: z
    .union([relativePath, z.array(relativePath).min(1)])
    .describe("One pattern with {subject}, which gives a file per subject, or the files."),
  items: z.int().min(1).describe("How many questions there are: checked."),
  labelled: z.boolean().default(true).describe("Whether the answers are public."),
});

const group = z.strictObject({
  id: name,
  zh: z.string().min(1),
  en: z.string().min(1),
  subjects: z.array(name).min(1).optional().describe("Without it: the subjects whose `group` this is."),
});

/** The way a benchmark's questions are asked. */
export const protocolRequestSchema = z.strictObject({
  style: z.string().min(1).describe("e.g. `official`, `lm-eval`, `plain`."),
  mode: z.enum(["logit", "cloze", "generate"]),
  shots: z.int().min(0).describe("Worked examples before each question."),
});

/** A benchmark card: one YAML file in datasets/ that says all about a benchmark, and holds none of its data. */
export const cardSchema = z.strictObject({
  benchmark: z.literal(1).describe("The version of this format."),
  name,
  title: bilingual,
  description: bilingual,
  licence: z.string().min(1).describe("e.g. `CC-BY-NC-SA-4.0`."),
  source: z.string().min(1).optional().describe("Where the data comes from."),
  public_text: z.boolean().describe("Whether question text may stand on a public page."),
  root: z
    .string()
    .regex(/^(package|data):/, {
      error: "a root is `package:FOLDER` (ships with the harness) or `data:NAME` (in the data folder)",
      abort: true,
    })
    .refine((text) => staysInside(text.replace(/^[a-z]+:/, "")), { error: "a root stays inside its folder" })
    .describe("`data:NAME` is NAME in $HARNESS_DATA, else in ~/.cache/permafrost/datasets."),
  format: z.literal("csv"),
  columns: z.strictObject({
    id: columnName,
    subject: columnName.optional().describe("Where the files are not one per subject."),
    cluster: columnName
      .optional()
      .describe("Questions that share it are not independent, e.g. one entity's; else a subject's are."),
    question: columnName,
    choices: z.array(columnName).min(2).max(10),
    answer: columnName.describe("Holds a letter: A is the first choice."),
    explanation: columnName
      .optional()
      .describe("How the answer is found; only the few-shot split need have it."),
  }),
  splits: z.record(name, split),
  primary_split: name.describe("What is scored unless told otherwise."),
  few_shot_split: name.optional(),
  subjects: z
    .array(
      z.strictObject({
        id: name,
        zh: z.string().min(1),
        en: z.string().min(1),
        group: name.optional(),
      }),
    )
    .min(1)
    .describe("In the order in which they are asked."),
  groups: z.array(group).default([]).describe("Averages that are shown beside the whole."),
  default_protocol: protocolRequestSchema,
  cloze_suffix: z.string().default("").describe("Follows each option in cloze mode, e.g. a full stop."),
  styles: z.record(z.string().min(1), styleSchema).default({}).describe("The benchmark's own prompt styles."),
  sha256: z.record(
    relativePath,
    z.string().regex(/^[0-9a-f]{64}$/, { error: "64 hexadecimal digits, in lower case" }),
  ),
});

/** A card as a person writes it, defaults filled in. */
export type CardSpec = z.output<typeof cardSchema>;
/** A protocol as a person names it. */
export type ProtocolRequest = z.output<typeof protocolRequestSchema>;
