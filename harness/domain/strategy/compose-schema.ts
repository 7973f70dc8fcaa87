import { z } from "zod";
import { readPercent } from "../document/quantity.ts";
import { written } from "../document/written.ts";
import { addressField, boundField } from "./fields.ts";

// `${...}` passes so that editors accept a matrix; the harness puts the values in before it looks.
const donor = z.string().regex(/^(base|donor [a-z0-9][a-z0-9_-]*|\$\{.*\})$/, {
  error: "a donor is `base` or `donor NAME`: the profile says which model that is",
});

const init = z
  .strictObject({
    std: z.number().positive().default(0.02).describe("Standard deviation of the normal distribution."),
    seed: z
      .union([z.literal("run"), z.int().min(0)])
      .default("run")
      .describe("`run` takes the run's seed."),
  })
  .describe("How new weights begin.");

const blend = z
  .strictObject({
    blend: z.tuple([donor, donor]).describe("Two donors of equal shapes."),
    second: written(readPercent).describe("How much of the second one, e.g. `50%`."),
    method: z.enum(["linear", "slerp"]).default("linear").describe("How weights between the two are found."),
  })
  .describe("Weights between two donors.");

const source = z.union([donor, z.literal("scratch"), blend]);

const segment = z.strictObject({
  from: source.describe("`base`, `donor a` (the profile's donors), or `scratch` for new weights."),
  layers: addressField.describe("Where the segment stands in the hybrid, e.g. `layers 0%..50%`."),
  source: addressField
    .optional()
    .describe("Which layers of the donor; without it those of the same numbers."),
  repeat: z.int().min(1).default(1).describe("How often each source layer is repeated."),
  scale: z
    .record(z.string(), z.number())
    .default({})
    .describe("Factors by part, e.g. `{ down: 0 }` for an identity block."),
  dtype: z.enum(["keep", "fp32", "bf16"]).default("keep"),
  init: init.optional().describe("Only with `from: scratch`."),
});

const adapter = z.strictObject({
  at: boundField.describe("The seam: the boundary below which the adapter stands."),
  kind: z.enum(["linear", "residual"]).describe("`residual` begins as the identity: its own part is zero."),
  init: init.prefault({}),
});

/** A hybrid by declaration: who stands where. */
export const composeSchema = z.strictObject({
  layers: z.int().min(1).optional().describe("Layers of the hybrid; without it as many as the base has."),
  segments: z.array(segment).min(1).describe("In order, without gaps and overlaps."),
  embed: source.describe("Where the embedding comes from."),
  final_norm: source.describe("Where the final norm comes from."),
  head: z
    .union([source, z.literal("tied")])
    .describe("Where the head comes from; `tied` shares the embedding."),
  tokenizer: donor.default("base").describe("Whose tokenizer the hybrid takes."),
  adapters: z
    .array(adapter)
    .default([])
    .describe("Trained maps where widths differ: declared, never implied."),
});
