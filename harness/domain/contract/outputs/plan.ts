import { z } from "zod";
import { fingerprint } from "./words.ts";

const stage = z.strictObject({
  id: z.string().describe('Within its run, e.g. "train".'),
  kind: z.enum(["pack", "train", "audit", "evaluate"]),
  run: z.string().describe("The first run that wants it."),
  runs: z.array(z.string()).describe("All runs that share it."),
  fingerprint,
  status: z.enum(["hit", "miss"]),
  because: z.array(z.string()).describe("Of a miss: which inputs changed, or that it is new."),
  inputs: z.record(z.string(), z.json()).describe("Everything that can change its output."),
  estimate: z.strictObject({
    flops: z.number().nullable(),
    memory_bytes: z.number().nullable(),
    disk_bytes: z.number().nullable(),
    duration_ms: z.number().nullable(),
  }),
});

const strategy = z.strictObject({
  strategy: z.string(),
  file: z.string(),
  trainable: z.strictObject({ tensors: z.int(), numel: z.int(), share: z.number() }),
  groups: z.array(
    z.strictObject({
      address: z.string(),
      state: z.enum(["trained", "frozen"]),
      tensors: z.int(),
      numel: z.int(),
    }),
  ),
});

/** `harness plan --json`. */
export const planOutput = z.strictObject({ stages: z.array(stage), strategies: z.array(strategy) });
