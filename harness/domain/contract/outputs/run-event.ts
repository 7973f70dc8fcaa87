import { z } from "zod";
import type { RunEvent } from "../../run/events.ts";
import { scoreLine } from "./score-line.ts";
import { stageFailure } from "./stage-failure.ts";
import { fingerprint } from "./words.ts";

const ofStage = { stage: z.string(), run: z.string(), fingerprint };

const runOutcome = z.strictObject({
  run: z.string(),
  strategy: z.string(),
  seed: z.int().nullable(),
  status: z.enum(["done", "failed", "skipped", "cancelled", "partial"]),
  scores: z.array(scoreLine),
});

/** One line of `harness run --json`; the last one is `done`. Pulses are for people, and not among them. */
export const runEventOutput: z.ZodType<RunEvent> = z.discriminatedUnion("event", [
  z.strictObject({
    event: z.literal("started"),
    stages: z.int(),
    cached: z.int().describe("How many of them are done already."),
    runs: z.int(),
    resources: z.string(),
    remainingMs: z.number().nullable(),
  }),
  z.strictObject({ event: z.literal("stage-started"), ...ofStage, attempt: z.int(), folder: z.string() }),
  z.strictObject({
    event: z.literal("stage-progress"),
    ...ofStage,
    done: z.number(),
    total: z.number(),
    unit: z.string(),
  }),
  z.strictObject({
    event: z.literal("stage-metric"),
    ...ofStage,
    step: z.int(),
    loss: z.number(),
    tokensPerSecond: z.number(),
  }),
  z.strictObject({
    event: z.literal("stage-resolved"),
    ...ofStage,
    tensors: z.int().describe("How many train."),
    numel: z.int(),
    share: z.number(),
  }),
  z.strictObject({ event: z.literal("stage-resumed"), ...ofStage, step: z.int() }),
  z.strictObject({ event: z.literal("stage-warning"), ...ofStage, message: z.string() }),
  z.strictObject({
    event: z.literal("stage-done"),
    ...ofStage,
    durationMs: z.number(),
    adopted: z.boolean(),
  }),
  z.strictObject({ event: z.literal("stage-failed"), ...ofStage, failure: stageFailure }),
  z.strictObject({ event: z.literal("swept"), processes: z.int() }),
  z.strictObject({ event: z.literal("stopping"), signal: z.string() }),
  z.strictObject({ event: z.literal("done"), runs: z.array(runOutcome) }),
]);
