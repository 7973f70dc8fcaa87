import { z } from "zod";
import { mode } from "./words.ts";

/** One line of `harness data prompts --json`; the scored texts are `prompt + choices[i]`. */
export const promptOutput = z.strictObject({
  benchmark: z.string(),
  protocol: z.string(),
  mode,
  shots: z.int(),
  split: z.string(),
  subject: z.string(),
  id: z.string(),
  prompt: z.string(),
  choices: z.array(z.string()),
  answer: z.string().nullable().describe("A letter; null where the split has no labels."),
});
