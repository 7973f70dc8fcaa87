import { z } from "zod";

const at = { time: z.number().describe("Seconds since the epoch.") };

/** What a worker appends to events.jsonl while it works. */
export const workerEvent = z.discriminatedUnion("event", [
  z.strictObject({ ...at, event: z.literal("phase"), phase: z.enum(["import", "load", "work", "save"]) }),
  z.strictObject({
    ...at,
    event: z.literal("progress"),
    done: z.number(),
    total: z.number(),
    unit: z.enum(["step", "item", "document", "tensor"]),
  }),
  z.strictObject({
    ...at,
    event: z.literal("metric"),
    step: z.int(),
    loss: z.number(),
    lr: z.number(),
    grad_norm: z.number(),
    tokens_per_s: z.number(),
  }),
  z.strictObject({
    ...at,
    event: z.literal("resolved"),
    tensors: z.int().describe("Trainable tensors, tied ones counted once."),
    numel: z.int(),
    total_numel: z.int(),
    share: z.number(),
    first: z.string(),
    last: z.string(),
  }),
  z.strictObject({ ...at, event: z.literal("resumed"), step: z.int() }),
  z.strictObject({ ...at, event: z.literal("saved"), step: z.int() }),
  z.strictObject({ ...at, event: z.literal("task-done"), fingerprint: z.string() }),
  z.strictObject({ ...at, event: z.literal("warning"), message: z.string() }),
]);

/** done.json: written last into an output folder; without it, nothing there counts. */
export const doneMarker = z.strictObject({
  contract: z.int(),
  kind: z.string(),
  fingerprint: z.string(),
  files: z.record(z.string(), z.int()).describe("Every other file of the folder and its size in bytes."),
  summary: z.record(z.string(), z.unknown()).describe("Small facts of the result, by kind of stage."),
});

export type WorkerEvent = z.output<typeof workerEvent>;
export type DoneMarker = z.output<typeof doneMarker>;
