import { z } from "zod";
import { readPercent } from "../document/quantity.ts";
import { written } from "../document/written.ts";

const share = written(readPercent);
const corpusName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]*$/, { error: "the name of a corpus of the profile" });

/** What a strategy does with the profile's corpora. */
export const dataSchema = z.strictObject({
  mixture: z
    .record(corpusName, share)
    .optional()
    .describe("Shares of the profile's corpora, together 100%, e.g. `{ general: 80%, exams: 20% }`."),
  replay: z
    .strictObject({ corpus: corpusName, share: share.describe("Of all sequences.") })
    .optional()
    .describe("Old text mixed in against forgetting."),
  select: z
    .strictObject({
      by: z
        .union([
          z.literal("perplexity"),
          z.strictObject({ column: z.string().min(1) }),
          z.strictObject({ classifier: z.string().min(1) }),
        ])
        .describe("`perplexity` under the base model, a column of the corpus, or a classifier's score."),
      keep: share.describe("How much of the corpus stays."),
      prefer: z.enum(["low", "high", "middle"]).describe("Which scores stay."),
    })
    .optional()
    .describe("A choice of documents by a score."),
});
