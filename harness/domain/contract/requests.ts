import { z } from "zod";

/**
 * Prompts that share a prefix, one JSON line of requests.jsonl.
 * A prompt is `prefix + suffix.text`; its scored texts are `prompt + choices[i]`.
 */
export const requestGroup = z.strictObject({
  prefix: z.string(),
  suffixes: z.array(
    z.strictObject({
      key: z.string().describe("Unique within the task, e.g. `law/17`."),
      text: z.string(),
      choices: z.array(z.string()).min(1),
    }),
  ),
});

/** One JSON line of results.jsonl, in any order: natural-log probabilities, summed over a choice's tokens. */
export const itemAnswer = z.strictObject({
  key: z.string(),
  logprobs: z.array(z.number()),
  tokens: z.array(z.int().min(1)).describe("How many tokens each choice has in its context."),
  truncated: z.boolean().describe("Whether tokens were cut on the left to fit the model's context."),
});

export type RequestGroup = z.output<typeof requestGroup>;
export type ItemAnswer = z.output<typeof itemAnswer>;
