import { z } from "zod";

const bilingual = z.strictObject({ en: z.string(), zh: z.string() });

/**
 * What a run's page needs beyond its stages, written down when it is planned: the strategy file may be gone
 * by the time somebody asks. Stored as JSON with the run.
 */
export const runFacts = z.strictObject({
  title: bilingual,
  description: bilingual.nullable(),
  file: z.string().nullable(),
  spec: z.string().nullable().describe("The normalised strategy as JSON text."),
  strategyHash: z.string(),
  trainable: z.strictObject({ tensors: z.int(), numel: z.int(), totalNumel: z.int(), share: z.number() }),
  stack: z.array(
    z.strictObject({ address: z.string(), state: z.enum(["trained", "frozen"]), numel: z.int() }),
  ),
  model: z.strictObject({
    name: z.string(),
    hash: z.string(),
    numel: z.int(),
    layers: z.int(),
    tied: z.boolean(),
  }),
  profile: z.strictObject({
    notice: bilingual.nullable(),
    budget: z.array(z.strictObject({ key: z.string(), value: z.string() })),
    seeds: z.array(z.int()),
    baseline: z.string().nullable(),
    marginPoints: z.number(),
    primary: z.string().nullable(),
  }),
  command: z.string().describe("Reproduces the run."),
  codeVersion: z.string(),
  libraries: z.record(z.string(), z.string()),
});

export type RunFacts = z.output<typeof runFacts>;
