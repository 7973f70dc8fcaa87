import { z } from "zod";
import { mode } from "./words.ts";

/** One line of `harness items --json`: a question and what the model made of it. */
export const itemOutput = z.strictObject({
  benchmark: z.string(),
  protocol: z.string(),
  mode,
  shots: z.int(),
  split: z.string(),
  subject: z.string(),
  id: z.string(),
  logprobs: z.array(z.number()).describe("One for each choice."),
  prediction: z.string().nullable(),
  answer: z.string().nullable(),
  correct: z.union([z.literal(0), z.literal(1)]).nullable(),
  extracted: z.string().nullable().describe("What was found in a generated text."),
  text: z.string().nullable().describe("The generated text."),
});
