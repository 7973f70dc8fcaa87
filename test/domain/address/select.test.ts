import { describe, expect, it } from "vitest";
import { parseAddress } from "../../../harness/domain/address/parse-address.ts";
import { indexTensors, select } from "../../../harness/domain/address/select.ts";
import type { ModelShape } from "../../../harness/domain/model/shape.ts";
import { tinyGemma3, tinyLlama, tinyPhi3, tinyQwen2, tinyQwen3 } from "../model/example-shapes.ts";

const selected = (text: string, shape: ModelShape) => {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const result = select(parsed.value, indexTensors(shape.tensors, shape.layers), {
    layers: shape.layers,
    boundary: 1,
  });
  return result.ok ? result.value.map(({ name }) => name) : result.error;
};

describe("selecting", () => {
  it("gives whole places outside the layers", () => {
    expect(selected("embed", tinyQwen3())).toEqual(["model.embed_tokens.weight"]);
    expect(selected("final_norm", tinyGemma3())).toEqual(["model.language_model.norm.weight"]);
    expect(selected("head", tinyLlama())).toEqual(["lm_head.weight"]);
    expect(selected("head", tinyQwen3())).toEqual([]); // tied: the embedding serves
  });

  it("takes q/k norms with attention, and layer norms apart from it", () => {
    expect(selected("layer 1 attn", tinyQwen3())).toEqual(
      ["q_proj", "k_proj", "v_proj", "o_proj", "q_norm", "k_norm"].map(
        (name) => `model.layers.1.self_attn.${name}.weight`,
      ),
    );
    expect(selected("layer 0 qk_norm", tinyQwen3())).toHaveLength(2);
    expect(selected("layer 0 norm", tinyQwen3())).toHaveLength(2);
    expect(selected("layer 0 norm", tinyGemma3())).toHaveLength(4);
    expect(selected("layers all qk_norm", tinyLlama())).toEqual([]);
  });

  it("takes single projections, and biases or weights of them", () => {
    expect(selected("layers all down", tinyLlama(2))).toEqual([
      "model.layers.0.mlp.down_proj.weight",
      "model.layers.1.mlp.down_proj.weight",
    ]);
    expect(selected("layer 0 bias", tinyQwen2())).toHaveLength(3);
    expect(selected("layer 0 q", tinyQwen2())).toHaveLength(2);
    expect(selected("layer 0 q bias", tinyQwen2())).toEqual(["model.layers.0.self_attn.q_proj.bias"]);
    expect(selected("layer 0 q weight", tinyQwen2())).toEqual(["model.layers.0.self_attn.q_proj.weight"]);
  });

  it("refuses a projection that the model keeps in one tensor with others", () => {
    expect(selected("layers all q", tinyPhi3())).toEqual({
      code: "fused-tensor",
      message:
        "this model keeps q, k, v in one tensor (model.layers.0.self_attn.qkv_proj.weight), so `q` can't stand alone",
      hint: "name the whole half: attn",
    });
    expect(selected("layer 0 attn", tinyPhi3())).toHaveLength(2);
    expect(selected("layer 0 o", tinyPhi3())).toHaveLength(1);
  });
});
