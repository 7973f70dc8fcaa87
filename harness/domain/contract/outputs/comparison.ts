import { z } from "zod";
import { interval, mode, words } from "./words.ts";

const verdict = z.enum([
  "better",
  "worse",
  "better-here",
  "worse-here",
  "equivalent",
  "inconclusive",
  "not-above-chance",
  "not-comparable",
]);

const pair = z.strictObject({
  a: z.string(),
  b: z.string(),
  benchmark: z.string(),
  protocol: z.string(),
  mode,
  normalisation: z.string(),
  shots: z.int(),
  split: z.string(),
  n: z.int().describe("Questions that both answered."),
  clusters: z.int(),
  seeds: z.tuple([z.int(), z.int()]),
  score_a: z.number().nullable(),
  score_b: z.number().nullable(),
  diff_pts: z.number().nullable().describe("a - b in percentage points."),
  ci: interval.nullable().describe("Of diff_pts."),
  p: z.number().nullable(),
  p_method: z.string().nullable(),
  p_adjusted: z.number().nullable().describe("For the family, if one was asked for (Holm); else p."),
  p_mcnemar_mid: z.number().nullable(),
  relative_improvement: z.number().nullable().describe("a / b - 1."),
  relative_ci: interval.nullable(),
  relative_undefined: words.nullable(),
  discordance: z.number().nullable().describe("Share of the questions on which the two differ."),
  mde_pts: z.number().nullable().describe("The smallest difference that 80 % power would show."),
  per_seed_pts: z.array(z.number()),
  above_chance_p: z.tuple([z.number(), z.number()]).nullable(),
  verdict,
  verdict_words: words,
  verdict_rule: words,
});

/** `harness compare --json`. */
export const comparisonOutput = z.strictObject({
  pairs: z.array(pair),
  family: z.strictObject({
    names: z.array(z.string()),
    baseline: z.string().nullable(),
    comparisons: z.int(),
    correction: z.enum(["holm", "none"]),
    alpha: z.number(),
  }),
});
