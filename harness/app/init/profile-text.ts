import type { ModelShape } from "../../domain/model/shape.ts";
import { trainMemoryBytes } from "../../domain/plan/estimate.ts";
import type { ChosenModel } from "./choose-model.ts";

/** What a first harness.yaml is made of. */
export interface ProfileParts {
  readonly model: ChosenModel;
  readonly corpus: readonly string[]; // files or patterns relative to harness.yaml; none is a placeholder
  readonly threads: number;
}

/** What stands where the user's own text belongs: a path that can't be there by chance. */
const PLACEHOLDER = "corpus/YOUR-TEXT-HERE.jsonl";
const TOKENS = 2_000_000;
const BATCH = 16;
const LONGEST_SEQUENCE = 1024;
const ROOM_BYTES = 4 * 2 ** 30; // for what a forward pass keeps, beside weights and optimizer

/** The text of a first harness.yaml: one profile, with the reason beside each value that is a guess. */
export function profileText({ model, corpus, threads }: ProfileParts): string {
  const { shape } = model;
  const sequence = Math.min(shape?.contextLength ?? LONGEST_SEQUENCE, LONGEST_SEQUENCE);
  const microBatch = shape === null ? 1 : chooseMicroBatch(shape, sequence);
  const steps = Math.ceil(TOKENS / (sequence * BATCH));
  const facts = shape === null ? "not looked at yet: it is loaded by the first plan or run" : factsOf(shape);
  return `# What the strategies in strategies/ are compared on. Written by \`harness init\` as a start: read it, change it.
# The first profile is taken unless --profile names another one; --set budget.lr=1e-4 changes a value for one command.
profiles:
  ${model.profile}:
    model: ${quote(model.source)} # ${facts}
${corpusText(corpus)}
    # A first look, not a finding: ${TOKENS.toLocaleString("en")} tokens are ${steps} steps. \`harness plan\` tells what they cost on this machine;
    # continued pre-training that means something takes hundreds of millions. All strategies get the same.
    budget:
      tokens: 2M
      sequence: ${sequence} # tokens${shape === null ? "" : `; the model reads up to ${shape.contextLength}`}
      batch: ${BATCH} # sequences per optimizer step
      micro_batch: ${microBatch} # sequences at a time: memory, not results${shape === null ? "" : " (a guess from the model's size)"}
      lr: 3e-5
      warmup: 10%
      schedule: cosine
    precision: fp32 # bf16 on a GPU that has it
    processes: 1 # of one training; GPUs are taken by as many
    threads: ${threads} # CPU threads of each process: another number may change the last digits of a result
    save_every: 50 steps
    seeds: [1, 2, 3] # differences between seeds are part of what is measured
    # Real exams, which are not part of this software: harness data import ceval --from DIR_OR_ZIP (and cmmlu).
    benchmarks:
      - { name: ceval, split: val, protocols: [{ style: official, mode: logit, shots: 0 }] } # 1,346 questions
      - { name: cmmlu, split: test, protocols: [{ style: official, mode: logit, shots: 0 }] } # 11,582 questions
    primary: { benchmark: ceval } # what the verdict is about
    baseline: full # every other strategy is compared with this one
    margin: 1 # a difference of less than this many points does not matter to you
`;
}

function corpusText(corpus: readonly string[]): string {
  if (corpus.length > 0) {
    return `    corpus: { files: [${corpus.map((file) => JSON.stringify(file)).join(", ")}], field: text } # field: of a JSONL line`;
  }
  return `    # EDIT THIS: the text to train on. Files or patterns, relative to this file: .jsonl (one document a line, in
    # \`field\`) or .txt (one document a line), UTF-8.
    corpus: { files: [${JSON.stringify(PLACEHOLDER)}], field: text }`;
}

/** The largest of 8, 4, 2, 1 whose activations fit, if everything trains. */
function chooseMicroBatch(shape: ModelShape, sequence: number): number {
  const names = new Set(shape.tensors.map(({ name }) => name));
  const fixed = trainMemoryBytes(shape, names, 0);
  const fits = (sequences: number): boolean =>
    trainMemoryBytes(shape, names, sequences * sequence) - fixed <= ROOM_BYTES;
  return [8, 4, 2].find(fits) ?? 1;
}

const factsOf = ({ architecture, layers, numel }: ModelShape): string =>
  `${architecture}, ${layers} layers, ${(numel / 1e6).toFixed(numel < 1e7 ? 1 : 0)} M parameters`;

/** A path that YAML could take for something else stands in quotes. */
const quote = (text: string): string =>
  /^[A-Za-z./][\w./-]*\/[\w.-]*[A-Za-z][\w.@-]*$/.test(text) ? text : JSON.stringify(text);
