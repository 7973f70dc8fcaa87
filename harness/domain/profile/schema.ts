import { z } from "zod";
import { protocolRequestSchema } from "../benchmark/card-schema.ts";
import { readAmount, readCount, readDuration, readSteps } from "../document/quantity.ts";
import { writtenOrNumber } from "../document/written.ts";
import { bilingualField } from "../strategy/fields.ts";
import { corpusField, modelField } from "./sources.ts";

const name = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, {
  error: "a name has lower-case letters, digits, dots, hyphens and underscores",
});
const strategyName = z.string().min(1);

const budget = z.strictObject({
  steps: writtenOrNumber(readSteps).optional().describe("Optimizer steps; or say `tokens`."),
  tokens: writtenOrNumber(readCount).optional().describe("Training tokens, e.g. `5M`, `1B`; or say `steps`."),
  equal: z
    .enum(["tokens", "flops", "wall_clock"])
    .default("tokens")
    .describe("What is equal for all strategies."),
  sequence: z.int().min(2).default(4096).describe("Tokens per sequence."),
  batch: z.int().min(1).default(64).describe("Sequences per optimizer step, over all processes."),
  micro_batch: z
    .int()
    .min(1)
    .default(1)
    .describe("Sequences per forward of one process: memory, not results."),
  lr: z.number().positive().default(3e-5).describe("Peak learning rate."),
  warmup: writtenOrNumber(readAmount).prefault("10%").describe("e.g. `10%` or `20 steps`."),
  schedule: z.enum(["cosine", "linear", "constant"]).default("cosine"),
  min_lr: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe("The learning rate at the last step, as a share of lr."),
  weight_decay: z.number().min(0).default(0.01),
  betas: z.tuple([z.number().min(0).lt(1), z.number().min(0).lt(1)]).default([0.9, 0.999]),
  eps: z.number().positive().default(1e-8),
  clip: z.number().min(0).default(1).describe("Gradient norm limit; 0 is none."),
});

const benchmark = z.strictObject({
  name: name.describe("A card in datasets/, e.g. `ceval`."),
  split: z.string().min(1).optional().describe("Without it: the card's primary split."),
  protocols: z
    .array(protocolRequestSchema)
    .default([])
    .describe("Without them: the card's default protocol."),
  subjects: z.array(name).min(1).optional().describe("Without them: all."),
  limit: z.int().min(1).optional().describe("Questions per subject, for a quick look; without it all."),
});

/** One profile of harness.yaml: what the strategies are compared on. */
const profileSchema = z.strictObject({
  model: modelField,
  donors: z.record(name, modelField).default({}).describe("Further models, for strategies that compose."),
  corpus: corpusField.describe("What the strategies train on."),
  corpora: z.record(name, corpusField).default({}).describe("Further corpora, for mixtures and replay."),
  budget: budget.describe("How long and how each strategy trains."),
  trainer: z
    .union([
      z.enum(["torch", "llamafactory"]),
      z.strictObject({ command: z.array(z.string().min(1)).min(1) }),
    ])
    .default("torch")
    .describe("Who trains; `{ command: [...] }` is a program of your own."),
  device: z.enum(["auto", "cpu", "cuda", "mps"]).default("auto"),
  precision: z
    .enum(["fp32", "bf16"])
    .default("fp32")
    .describe("Of computation; weights that train are fp32."),
  processes: z.int().min(1).default(1).describe("Processes of one training (torchrun --nproc-per-node)."),
  threads: z
    .int()
    .min(1)
    .default(1)
    .describe("CPU threads of each process: part of every result's fingerprint."),
  batch_tokens: z.int().min(1).default(8192).describe("Padded tokens per forward of an evaluation."),
  save_every: writtenOrNumber(readSteps)
    .prefault(0)
    .describe("Steps between saves of resumable state; 0 is never."),
  stall_timeout: writtenOrNumber(readDuration)
    .prefault("10m")
    .describe("End a worker that says nothing for so long, e.g. `10m`."),
  seeds: z.array(z.int().min(0)).min(1).default([1]).describe("One run per strategy and seed."),
  benchmarks: z.array(benchmark).min(1).describe("What is asked after training."),
  primary: z
    .strictObject({
      benchmark: name,
      protocol: z.int().min(0).default(0).describe("Position in the benchmark's protocols."),
    })
    .optional()
    .describe("What the verdict is about; without it the first benchmark's first protocol."),
  baseline: strategyName.default("full").describe("The strategy that all others are compared with."),
  family: z
    .array(strategyName)
    .min(1)
    .optional()
    .describe("Strategies whose comparisons are corrected together; without it all."),
  margin: z.number().min(0).default(1).describe("Points below which a difference does not matter."),
  executor: z.enum(["local", "slurm"]).default("local"),
  notice: bilingualField.optional().describe("Shown on every page, e.g. that this is a demonstration."),
});

/** harness.yaml. */
export const harnessFileSchema = z.strictObject({
  profiles: z.record(name, profileSchema).describe("What strategies are compared on, by name."),
});

/** A profile as a person may write it, checked in form but with nothing decided. */
export type ProfileSpec = z.output<typeof profileSchema>;
