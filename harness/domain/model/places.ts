import type { LayerPart, Place } from "./shape.ts";

/**
 * Where the usual decoders keep their tensors. Parameter names differ by family, so a strategy never speaks of them:
 * this table is the only place that does. Prefixes (`model.`, `transformer.`, `gpt_neox.`, `model.language_model.`)
 * are cut off first.
 */
const OUTER: readonly { readonly pattern: RegExp; readonly kind: "embed" | "final_norm" | "head" }[] = [
  {
    kind: "embed",
    pattern: /^(embed_tokens|wte|wpe|embed_in|word_embeddings|tok_embeddings|embeddings?)\.weight$/,
  },
  {
    kind: "final_norm",
    pattern: /^(norm|ln_f|final_layer_norm|final_layernorm|norm_f|final_norm)\.(weight|bias)$/,
  },
  { kind: "head", pattern: /^(lm_head|embed_out)\.(weight|bias)$/ },
];

const LAYER = /^(?:layers|h|blocks)\.(\d+)\.(.+)$/;
const INNER: readonly { readonly pattern: RegExp; readonly part: LayerPart }[] = [
  // q_norm and k_norm: Qwen3, Gemma 3, OLMo 2; q_layernorm: Phi
  { part: "qk_norm", pattern: /^(self_attn|attn|attention)\.[qk]_(norm|layernorm|ln)\.(weight|bias)$/ },
  { part: "attn", pattern: /^(self_attn|attn|attention|self_attention|linear_attn)\./ },
  { part: "mlp", pattern: /^(mlp|feed_forward|ffn|block_sparse_moe|moe|fc[12])\./ },
  // input_layernorm, post_attention_layernorm, pre_feedforward_layernorm, ln_1, ffn_norm, ...
  { part: "norm", pattern: /^[a-z_]*(norm|ln)(_?\d)?\.(weight|bias)$/ },
];

/** Causal masks and rotary tables that old checkpoints carry: not parameters, so never trained or frozen. */
const BUFFER =
  /(^|\.)(rotary_emb\.inv_freq|(attn|attention)\.(bias|masked_bias)|rotary_emb\.(cos|sin)_cached)$/;

const PREFIX = /^(?:(?:model|transformer|gpt_neox|backbone|language_model|decoder)\.)+/;

/** Whether a stored tensor is a buffer and no parameter. */
export const isBuffer = (name: string): boolean => BUFFER.test(name);

/** The logical place of a tensor, by its name in the safetensors header; `other` for what no family is known to have. */
export function placeOf(name: string): Place {
  const bare = name.replace(PREFIX, "");
  const outer = OUTER.find(({ pattern }) => pattern.test(bare));
  if (outer) return { kind: outer.kind };
  const [, layer, inner] = LAYER.exec(bare) ?? [];
  if (layer === undefined || inner === undefined) return { kind: "other" };
  const part = INNER.find(({ pattern }) => pattern.test(inner))?.part ?? "other";
  return { kind: "layer", layer: Number(layer), part, bias: inner.endsWith(".bias") };
}
