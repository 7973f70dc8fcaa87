/** Where a tensor stands in a model, in words that are the same for every architecture. */
export type Place =
  | { readonly kind: "embed" }
  | { readonly kind: "final_norm" }
  | { readonly kind: "head" }
  | { readonly kind: "layer"; readonly layer: number; readonly part: LayerPart; readonly bias: boolean }
  | { readonly kind: "other" };

/** The parts of a decoder layer that an address can name; `norm` has the layer norms, `qk_norm` those inside attention. */
export type LayerPart = "attn" | "mlp" | "norm" | "qk_norm" | "other";

/** One tensor of a checkpoint, as its safetensors header says. */
export interface TensorShape {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string; // e.g. "F32", "BF16"
  readonly numel: number;
  readonly place: Place;
}

/** What planning needs to know of a model, read from config.json and the safetensors headers: no weights. */
export interface ModelShape {
  readonly architecture: string; // e.g. "Qwen3ForCausalLM"
  readonly layers: number;
  readonly hidden: number;
  readonly vocabulary: number;
  readonly contextLength: number;
  /** The embedding also serves as the head: one tensor, so both must be trained or frozen together. */
  readonly tied: boolean;
  readonly tensors: readonly TensorShape[];
  readonly numel: number;
}
