import { z } from "zod";
import { stageFailure } from "./stage-failure.ts";
import { fingerprint } from "./words.ts";

const standing = z.enum(["done", "running", "interrupted", "failed", "pending"]);

const stage = z.strictObject({
  stage: z.string(),
  kind: z.string(),
  fingerprint,
  status: standing,
  since: z.string().nullable().describe("ISO 8601: started, ended, or done."),
  attempts: z.int(),
  folder: z.string().nullable().describe("Of the last attempt: its logs."),
  progress: z.strictObject({ done: z.number(), total: z.number(), unit: z.string() }).nullable(),
  loss: z.number().nullable(),
  eta_ms: z.number().nullable(),
  failure: stageFailure.nullable(),
});

/** `harness status --json`; with --watch one such line every two seconds. */
export const statusOutput = z.strictObject({
  runs: z.array(
    z.strictObject({
      run: z.string(),
      strategy: z.string(),
      profile: z.string(),
      seed: z.int().nullable(),
      status: standing,
      stages: z.array(stage),
    }),
  ),
});
