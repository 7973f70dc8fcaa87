import { z } from "zod";

/** The version of the contract between the harness and its Python workers; both sides refuse another one. */
export const CONTRACT_VERSION = 1;

const path = z.string().min(1).describe("An absolute path.");
const common = {
  contract: z.literal(CONTRACT_VERSION),
  fingerprint: z.string().describe("sha256 of everything that can change the output; copied into done.json."),
  events: path.describe("The file to which the worker appends one JSON event a line (rank 0 only)."),
  output: path.describe(
    "The result folder. The worker fills `<output>.tmp`, writes done.json into it last, fsyncs, and renames.",
  ),
};
const machine = {
  device: z.enum(["cpu", "cuda", "mps"]),
  precision: z.enum(["fp32", "bf16"]).describe("The dtype of computation. Master weights are always fp32."),
  threads: z.int().min(1).describe("Torch intra-op threads of each process: part of the fingerprint."),
};

/** Tokenise the corpus once and pack it into one stream of token ids, shared by all arms. */
const packSpec = z.strictObject({
  ...common,
  kind: z.literal("pack"),
  tokenizer: path.describe("A model folder with a tokenizer."),
  files: z.array(path).min(1).describe("UTF-8 text (one document a line) or JSONL, in this order."),
  format: z.enum(["text", "jsonl"]),
  field: z.string().describe("The JSONL field that holds the text; ignored for text files."),
  sequence: z.int().min(2).describe("Tokens per packed sequence."),
});

const trainable = z.strictObject({
  address: z.string().describe("The logical address, e.g. `layer 3 attn`."),
  names: z.array(z.string()).min(1).describe("Parameter names as in the safetensors header."),
  numel: z.int().min(1).describe("How many elements these tensors have: asserted before the first step."),
});

/** What a training step is: one global batch whatever the number of processes. */
export const budgetSpec = z.strictObject({
  steps: z.int().min(1),
  sequence: z.int().min(2).describe("Tokens per sequence."),
  batch: z.int().min(1).describe("Sequences per optimizer step, over all processes."),
  micro_batch: z.int().min(1).describe("Sequences per forward of one process."),
  lr: z.number().positive(),
  warmup_steps: z.int().min(0),
  schedule: z.enum(["cosine", "linear", "constant"]),
  min_lr: z.number().min(0).describe("The learning rate at the last step, as a share of lr."),
  weight_decay: z.number().min(0),
  betas: z.tuple([z.number(), z.number()]),
  eps: z.number().positive(),
  clip: z.number().min(0).describe("Gradient norm limit; 0 is none."),
});

/** Train the named parameters of a model on the packed stream. */
export const trainSpec = z.strictObject({
  ...common,
  ...machine,
  kind: z.literal("train"),
  model: path.describe("The start: a model folder in Hugging Face layout."),
  corpus: path.describe("The output folder of a pack stage."),
  resume: path.describe("A folder for resumable state, kept across attempts of the same fingerprint."),
  save_every: z.int().min(0).describe("Steps between saves of resumable state; 0 is never."),
  trainable: z.array(trainable).min(1),
  total_numel: z.int().min(1).describe("Elements of the whole model, tied tensors counted once: asserted."),
  seed: z.int().min(0).describe("Draws the order of the sequences, and dropout."),
  budget: budgetSpec,
});

/** Compare every tensor of a trained checkpoint with the start: frozen ones bit-identical, trained ones changed. */
const auditSpec = z.strictObject({
  ...common,
  kind: z.literal("audit"),
  start: path,
  end: path,
  trainable: z.array(trainable).describe("Every other tensor must be bit-identical."),
  addresses: z.record(z.string(), z.string()).describe("Parameter name -> logical address, for all tensors."),
});

/** Score requests: the log-probability of each choice after its prompt. */
const evaluateSpec = z.strictObject({
  ...common,
  ...machine,
  kind: z.literal("evaluate"),
  model: path,
  batch_tokens: z.int().min(1).describe("Padded tokens per forward; halved and retried on out-of-memory."),
  tasks: z
    .array(
      z.strictObject({
        fingerprint: z.string(),
        name: z.string().describe("e.g. `ceval official/logit/5-shot val`, for progress."),
        requests: path.describe("JSONL of RequestGroup."),
        output: path.describe("As above, one folder a task: results.jsonl and done.json."),
      }),
    )
    .min(1),
});

/** A worker's whole input, read from spec.json. */
export const workerSpec = z.discriminatedUnion("kind", [packSpec, trainSpec, auditSpec, evaluateSpec]);
export type TrainSpec = z.output<typeof trainSpec>;
export type WorkerSpec = z.output<typeof workerSpec>;
