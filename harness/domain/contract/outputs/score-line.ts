import { z } from "zod";
import type { ScoreLine } from "../../run/events.ts";
import { interval } from "./words.ts";

/** A score with all that it needs to mean something; fractions from 0 to 1. */
export const scoreLine: z.ZodType<ScoreLine> = z.strictObject({
  benchmark: z.string(),
  protocol: z.string(),
  mode: z.string(),
  normalisation: z.string(),
  shots: z.int(),
  split: z.string(),
  n: z.int().describe("Questions."),
  micro: z.number().describe("Mean over questions."),
  micro_ci: interval,
  macro: z.number().describe("Mean over subjects."),
  macro_ci: interval,
  groups: z.record(z.string(), z.strictObject({ n: z.int(), score: z.number(), ci: interval })),
  chance: z.number().describe("What guessing gives."),
  se_kind: z.string().describe("How the intervals were made."),
});
