import type { ProtocolRequest } from "../benchmark/card-schema.ts";
import type { Amount } from "../document/quantity.ts";
import type { Bilingual } from "../strategy/strategy.ts";

/** Where a model comes from. */
export type ModelSource =
  | { readonly kind: "folder"; readonly path: string } // as written: relative to harness.yaml
  | { readonly kind: "package"; readonly path: string } // inside the harness's own package
  | { readonly kind: "hub"; readonly id: string; readonly revision: string };

/** Training text: files or globs, and how to read them. */
export interface Corpus {
  readonly files: readonly CorpusFiles[];
  readonly format: "text" | "jsonl";
  readonly field: string; // of a JSONL line; without meaning for text
}

/** A file or glob, and what it is relative to. */
export interface CorpusFiles {
  readonly kind: "folder" | "package";
  readonly path: string;
}

/** How long and how a strategy trains: the same for all arms. */
export interface Budget {
  readonly size:
    { readonly kind: "steps"; readonly steps: number } | { readonly kind: "tokens"; readonly tokens: number };
  readonly equal: "tokens" | "flops" | "wall_clock";
  readonly sequence: number; // tokens
  readonly batch: number; // sequences per optimizer step, over all processes
  readonly microBatch: number; // sequences per forward of one process
  readonly lr: number;
  readonly warmup: Amount;
  readonly schedule: "cosine" | "linear" | "constant";
  readonly minLr: number; // at the last step, as a share of lr
  readonly weightDecay: number;
  readonly betas: readonly [number, number];
  readonly eps: number;
  readonly clip: number; // gradient norm limit; 0 is none
}

/** Which questions are asked, and how. */
export interface ProfileBenchmark {
  readonly name: string;
  readonly split: string | null; // null is the card's primary split
  readonly protocols: readonly ProtocolRequest[]; // empty is the card's default protocol
  readonly subjects: readonly string[] | null; // null is all
  readonly limit: number | null; // questions per subject; null is all
}

/** What strategies are compared on. */
export interface Profile {
  readonly name: string;
  readonly model: ModelSource;
  readonly donors: Readonly<Record<string, ModelSource>>;
  readonly corpus: Corpus;
  readonly corpora: Readonly<Record<string, Corpus>>; // further ones, for a strategy's mixture and replay
  readonly budget: Budget;
  readonly trainer:
    | { readonly kind: "torch" | "llamafactory" }
    | { readonly kind: "command"; readonly argv: readonly string[] };
  readonly device: "auto" | "cpu" | "cuda" | "mps";
  readonly precision: "fp32" | "bf16";
  readonly processes: number; // of one training, started by torchrun
  readonly threads: number; // of each process
  readonly batchTokens: number; // padded tokens per forward of an evaluation
  readonly saveEvery: number; // steps between saves of resumable state; 0 is never
  readonly stallTimeoutMs: number; // a worker that says nothing for so long is ended
  readonly seeds: readonly number[];
  readonly benchmarks: readonly ProfileBenchmark[];
  readonly primary: { readonly benchmark: string; readonly protocol: number }; // protocol: position in its list
  readonly baseline: string; // the strategy that all others are compared with
  readonly family: readonly string[] | null; // strategies whose comparisons are corrected together; null is all
  readonly margin: number; // a difference smaller than this many points does not matter
  readonly executor: "local" | "slurm";
  readonly notice: Bilingual | null; // shown on every page
  /** What this version can't do yet of what the profile asks for, in words. */
  readonly unsupported: readonly string[];
}
