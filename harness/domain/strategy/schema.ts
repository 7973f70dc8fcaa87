import { z } from "zod";
import { readAmount, readFactor, readTolerance } from "../document/quantity.ts";
import { writtenOrNumber } from "../document/written.ts";
import { composeSchema } from "./compose-schema.ts";
import { dataSchema } from "./data-schema.ts";
import { addressesField, addressKey, bilingualField, boundField, shareRangeField } from "./fields.ts";

const amount = writtenOrNumber(readAmount);
const seed = z
  .union([z.literal("run"), z.int().min(0)])
  .default("run")
  .describe("`run` takes the run's seed.");

const boundary = z.union([
  boundField,
  z.strictObject({
    from: z
      .literal("trace")
      .describe("Decided by `harness trace` before training, and recorded as a static list."),
    rule: z
      .enum(["max_S", "task_particle", "vulnerable_layer", "top_k"])
      .describe("max_S: where the boundary statistic S(b) is largest."),
    between: shareRangeField.prefault("0%..100%").describe("Where to look, e.g. `20%..80%`."),
  }),
]);

const phase = z.strictObject({
  until: amount.describe(
    "The end of the phase: a share of the budget, steps or tokens. The last one ends at 100%.",
  ),
  train: addressesField,
  freeze: addressesField.default("none"),
});

const settings = z.strictObject({
  lr: writtenOrNumber(readFactor)
    .optional()
    .describe("Factor of the learning rate, e.g. `0.1x`. 0x is not frozen: weight decay still moves it."),
  weight_decay: writtenOrNumber(readFactor).optional().describe("Factor of the weight decay, e.g. `0x`."),
  anchor: z.number().min(0).optional().describe("Strength of an L2 pull towards the start (L2-SP)."),
  lora: z
    .strictObject({
      rank: z.int().min(1),
      alpha: z.number().positive().optional().describe("Without it: as the rank."),
      dropout: z.number().min(0).max(1).default(0),
    })
    .optional()
    .describe(
      "Train low-rank adapters beside these weights. The weights themselves stay frozen: list them in `freeze`.",
    ),
  expand: z
    .strictObject({ copies: z.int().min(1).default(1) })
    .optional()
    .describe(
      "Follow each of these layers by new ones that begin as the identity and are trained (LLaMA-Pro).",
    ),
});

const adapt = z.strictObject({
  every: amount.describe("How often the rule looks, e.g. `50 steps`."),
  measure: z.enum(["grad_norm", "trace"]).describe("What it looks at."),
  freeze_below: z
    .number()
    .min(0)
    .describe("Freeze an address whose measure falls below this share of its start."),
  hysteresis: z.int().min(1).default(1).describe("How many looks in a row must agree."),
  monotone: z.boolean().default(true).describe("What is frozen stays frozen."),
});

const sample = z.strictObject({
  layers: z.int().min(1).describe("How many layers train at a time, beside what `train` names."),
  every: amount.describe("When others are drawn, e.g. `20 steps`."),
  seed,
  state: z
    .enum(["drop", "keep"])
    .default("drop")
    .describe("What happens to the optimizer state of layers that leave."),
});

const onChange = z.strictObject({
  optimizer: z
    .enum(["keep", "drop", "reset_changed", "reset"])
    .default("drop")
    .describe(
      "State of addresses that leave or come: keep it, drop that of the frozen, reset that of the changed, reset all.",
    ),
  warmup: amount.prefault("0%").describe("A new warm-up after each change."),
});

const matrixValue = z.union([z.string(), z.number(), z.boolean()]);
const matrixEnd = z.union([z.string(), z.number()]);

/** What a person may write in a file of strategies/. */
export const strategySchema = z.strictObject({
  strategy: z.literal(1).describe("The version of this language."),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/, {
      error: "a name has lower-case letters, digits, dots and hyphens, and begins with a letter or digit",
    })
    .optional()
    .describe("Without it: the file's name."),
  title: bilingualField.describe("For tables and pages."),
  description: bilingualField.optional().describe("Which question the strategy asks."),
  extends: z
    .string()
    .optional()
    .describe("Another strategy file; what stands here replaces its top-level keys."),
  matrix: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]*$/, { error: "a matrix key is a word in lower case" }),
      z.union([
        z.array(matrixValue).min(1),
        z
          .strictObject({ from: matrixEnd, to: matrixEnd, step: matrixEnd })
          .describe("Evenly spaced numbers or per cent; both ends are included."),
      ]),
    )
    .optional()
    .describe("One strategy per combination; `${key}` in a text is replaced by the value."),
  train: addressesField
    .optional()
    .describe("What trains. `none` is explicit; an accidentally empty set is an error."),
  freeze: addressesField.optional().describe("What stays as it is, bit for bit."),
  phases: z.array(phase).min(1).optional().describe("A schedule, instead of `train` and `freeze`."),
  on_change: onChange.optional().describe("What happens when the trained set changes."),
  boundary: boundary.optional().describe("What `boundary` stands for in ranges of layers."),
  adapt: adapt.optional().describe("A rule that freezes during training."),
  sample: sample.optional().describe("Layers drawn at random during training (LISA)."),
  compose: composeSchema.optional().describe("A hybrid: which model's modules stand where."),
  settings: z
    .record(addressKey, settings)
    .optional()
    .describe("By address: learning rate, weight decay, LoRA, anchor, expansion."),
  data: dataSchema.optional().describe("Mixture, replay and selection of training text."),
  trainer: z
    .partialRecord(
      z.enum(["torch", "llamafactory", "command"]),
      z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    )
    .optional()
    .describe("Overrides that one trainer needs."),
  expect: z
    .strictObject({
      trainable: writtenOrNumber(readTolerance)
        .optional()
        .describe("Share of all parameters that train, e.g. `50% ± 2%`."),
      layers: writtenOrNumber(readTolerance)
        .optional()
        .describe("Share of all layers in which something trains."),
    })
    .optional()
    .describe("Checked against the model before anything starts."),
});

/** A strategy file's content, checked in form but with nothing filled in. */
export type StrategySpec = z.output<typeof strategySchema>;
