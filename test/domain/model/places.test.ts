import { describe, expect, it } from "vitest";
import { isBuffer, placeOf } from "../../../harness/domain/model/places.ts";
import { projectionsOf } from "../../../harness/domain/model/projections.ts";

const say = (name: string): string => {
  const place = placeOf(name);
  return place.kind === "layer"
    ? `layer ${place.layer} ${place.part}${place.bias ? " bias" : ""}`
    : place.kind;
};

describe("the logical place of a tensor", () => {
  it.each([
    // Llama, Mistral, SmolLM, Qwen
    ["model.embed_tokens.weight", "embed"],
    ["model.norm.weight", "final_norm"],
    ["lm_head.weight", "head"],
    ["model.layers.0.self_attn.q_proj.weight", "layer 0 attn"],
    ["model.layers.11.self_attn.q_proj.bias", "layer 11 attn bias"],
    ["model.layers.27.mlp.down_proj.weight", "layer 27 mlp"],
    ["model.layers.3.input_layernorm.weight", "layer 3 norm"],
    ["model.layers.3.post_attention_layernorm.weight", "layer 3 norm"],
    ["model.layers.3.self_attn.q_norm.weight", "layer 3 qk_norm"],
    // mixtures of experts
    ["model.layers.3.mlp.experts.12.gate_proj.weight", "layer 3 mlp"],
    ["model.layers.3.mlp.gate.weight", "layer 3 mlp"],
    ["model.layers.3.block_sparse_moe.experts.0.w1.weight", "layer 3 mlp"],
    // Gemma 2 and 3
    ["model.layers.5.pre_feedforward_layernorm.weight", "layer 5 norm"],
    ["model.language_model.layers.5.post_feedforward_layernorm.weight", "layer 5 norm"],
    ["language_model.model.layers.5.self_attn.k_norm.weight", "layer 5 qk_norm"],
    ["language_model.model.embed_tokens.weight", "embed"],
    // Phi
    ["model.layers.1.self_attn.qkv_proj.weight", "layer 1 attn"],
    ["model.layers.1.mlp.gate_up_proj.weight", "layer 1 mlp"],
    ["model.layers.1.self_attn.q_layernorm.bias", "layer 1 qk_norm bias"],
    ["model.final_layernorm.bias", "final_norm"],
    // GPT-2, with and without its prefix
    ["transformer.h.4.attn.c_attn.weight", "layer 4 attn"],
    ["h.4.mlp.c_fc.bias", "layer 4 mlp bias"],
    ["h.4.ln_1.weight", "layer 4 norm"],
    ["wte.weight", "embed"],
    ["transformer.wpe.weight", "embed"],
    ["ln_f.bias", "final_norm"],
    // GPT-NeoX
    ["gpt_neox.embed_in.weight", "embed"],
    ["gpt_neox.layers.9.attention.query_key_value.weight", "layer 9 attn"],
    ["gpt_neox.layers.9.mlp.dense_h_to_4h.bias", "layer 9 mlp bias"],
    ["gpt_neox.layers.9.input_layernorm.bias", "layer 9 norm bias"],
    ["gpt_neox.final_layer_norm.weight", "final_norm"],
    ["embed_out.weight", "head"],
    // OLMo 2
    ["model.layers.2.post_attention_layernorm.weight", "layer 2 norm"],
    // what is known to stand in a layer, but not as what
    ["model.layers.2.mixer.A_log", "layer 2 other"],
    // not the language model's
    ["vision_tower.encoder.layers.0.self_attn.q_proj.weight", "other"],
    ["multi_modal_projector.linear.weight", "other"],
  ])("of %s is %s", (name, place) => {
    expect(say(name)).toBe(place);
  });

  it("is none for buffers that old checkpoints carry", () => {
    const buffers = [
      "model.layers.0.self_attn.rotary_emb.inv_freq",
      "transformer.h.0.attn.bias",
      "h.0.attn.masked_bias",
      "gpt_neox.layers.0.attention.bias",
    ];
    expect(buffers.filter((name) => !isBuffer(name))).toEqual([]);
    expect(isBuffer("h.0.attn.c_attn.bias")).toBe(false);
    expect(isBuffer("model.layers.0.self_attn.q_proj.bias")).toBe(false);
  });
});

describe("what a tensor holds", () => {
  it.each([
    ["model.layers.0.self_attn.k_proj.weight", ["k"]],
    ["model.layers.0.self_attn.qkv_proj.weight", ["q", "k", "v"]],
    ["h.0.attn.c_proj.weight", ["o"]],
    ["h.0.mlp.c_proj.bias", ["down"]],
    ["model.layers.0.mlp.experts.3.up_proj.weight", ["up"]],
    ["model.layers.0.input_layernorm.weight", []],
  ])("%s: %j", (name, held) => {
    expect(projectionsOf(name)).toEqual(held);
  });
});
