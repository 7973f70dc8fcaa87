import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Json } from "../json.ts";
import type { TensorShape } from "../model/shape.ts";
import type { Bilingual } from "./strategy.ts";

/** The tensors of one address, and what becomes of them. */
export interface ResolvedGroup {
  readonly address: string; // e.g. "layer 3 attn"
  readonly state: "trained" | "frozen";
  readonly tensors: readonly TensorShape[];
  readonly numel: number;
}

/** A strategy on a model: every tensor of the model stands in exactly one group. */
export interface ResolvedStrategy {
  readonly name: string;
  readonly title: Bilingual;
  readonly file: string;
  /** What the strategy does, without name and words: for hashing and for the run's page. */
  readonly spec: Json;
  /** In model order; of a schedule, `trained` is what trains in any phase. */
  readonly groups: readonly ResolvedGroup[];
  readonly trainable: { readonly tensors: number; readonly numel: number; readonly share: number };
  /** The boundary as a layer index; null if the strategy has none, or one that a trace decides. */
  readonly boundary: number | null;
  /** What a plain static trainer can't do, in words; empty if it can do all of it. */
  readonly unsupported: readonly string[];
  readonly warnings: readonly Diagnostic[];
}
