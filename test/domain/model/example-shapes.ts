import { readHeader, type HeaderEntries } from "../../../harness/domain/model/header.ts";
import { readShape } from "../../../harness/domain/model/read-shape.ts";
import type { ModelShape } from "../../../harness/domain/model/shape.ts";

/** A safetensors header that holds these tensors, e.g. `{ "lm_head.weight": [8, 4] }`. */
export function headerOf(tensors: Readonly<Record<string, readonly number[]>>, dtype = "F32"): HeaderEntries {
  const json = Object.fromEntries(
    Object.entries(tensors).map(([name, shape]) => [name, { dtype, shape, data_offsets: [0, 0] }]),
  );
  const header = readHeader(json);
  if (header === null) throw new Error("the example is no header");
  return header;
}

/** The tensors of one layer, by their names inside it. */
type LayerTensors = Readonly<Record<string, readonly number[]>>;

const LLAMA_LAYER: LayerTensors = {
  "self_attn.q_proj.weight": [8, 4],
  "self_attn.k_proj.weight": [4, 4],
  "self_attn.v_proj.weight": [4, 4],
  "self_attn.o_proj.weight": [4, 8],
  "mlp.gate_proj.weight": [6, 4],
  "mlp.up_proj.weight": [6, 4],
  "mlp.down_proj.weight": [4, 6],
  "input_layernorm.weight": [4],
  "post_attention_layernorm.weight": [4],
};

const QWEN3_LAYER: LayerTensors = {
  ...LLAMA_LAYER,
  "self_attn.q_norm.weight": [2],
  "self_attn.k_norm.weight": [2],
};

const GEMMA_LAYER: LayerTensors = {
  ...QWEN3_LAYER,
  "pre_feedforward_layernorm.weight": [4],
  "post_feedforward_layernorm.weight": [4],
};

/** All layers' tensors under a prefix, e.g. "model.layers.". */
export function layersOf(
  count: number,
  prefix: string,
  layer: LayerTensors,
): Record<string, readonly number[]> {
  const layers = Array.from({ length: count }, (_, index) =>
    Object.entries(layer).map(([name, shape]): [string, readonly number[]] => [
      `${prefix}${index}.${name}`,
      shape,
    ]),
  );
  return Object.fromEntries(layers.flat());
}

function shapeOf(
  config: Readonly<Record<string, unknown>>,
  tensors: Readonly<Record<string, readonly number[]>>,
): ModelShape {
  const sizes = { hidden_size: 4, vocab_size: 10, max_position_embeddings: 64 };
  const headers = [{ file: "model.safetensors", entries: headerOf(tensors) }];
  const shape = readShape({ configFile: "config.json", config: { ...sizes, ...config }, headers });
  if (!shape.ok) throw new Error(JSON.stringify(shape.error));
  return shape.value;
}

/** A Qwen3 with tied embeddings. */
export function tinyQwen3(layers = 4): ModelShape {
  const config = {
    architectures: ["Qwen3ForCausalLM"],
    model_type: "qwen3",
    num_hidden_layers: layers,
    tie_word_embeddings: true,
  };
  const ends = { "model.embed_tokens.weight": [10, 4], "model.norm.weight": [4] };
  return shapeOf(config, { ...ends, ...layersOf(layers, "model.layers.", QWEN3_LAYER) });
}

/** A Llama whose head is its own tensor. */
export function tinyLlama(layers = 4): ModelShape {
  const config = {
    architectures: ["LlamaForCausalLM"],
    model_type: "llama",
    num_hidden_layers: layers,
    tie_word_embeddings: false,
  };
  const ends = { "model.embed_tokens.weight": [10, 4], "model.norm.weight": [4], "lm_head.weight": [10, 4] };
  return shapeOf(config, { ...ends, ...layersOf(layers, "model.layers.", LLAMA_LAYER) });
}

/** A Gemma 3 inside a multimodal configuration, silent about tying. */
export function tinyGemma3(layers = 6): ModelShape {
  const text = { model_type: "gemma3_text", num_hidden_layers: layers };
  const ends = {
    "model.language_model.embed_tokens.weight": [10, 4],
    "model.language_model.norm.weight": [4],
  };
  return shapeOf(
    { architectures: ["Gemma3ForConditionalGeneration"], model_type: "gemma3", text_config: text },
    { ...ends, ...layersOf(layers, "model.language_model.layers.", GEMMA_LAYER) },
  );
}

/** A Phi-3, which keeps q, k and v in one tensor. */
export function tinyPhi3(layers = 2): ModelShape {
  const config = { architectures: ["Phi3ForCausalLM"], model_type: "phi3", num_hidden_layers: layers };
  const ends = { "model.embed_tokens.weight": [10, 4], "model.norm.weight": [4], "lm_head.weight": [10, 4] };
  const layer = {
    "self_attn.qkv_proj.weight": [16, 4],
    "self_attn.o_proj.weight": [4, 8],
    "mlp.gate_up_proj.weight": [12, 4],
  };
  return shapeOf(config, { ...ends, ...layersOf(layers, "model.layers.", layer) });
}

/** A Qwen2, which has biases on q, k and v. */
export function tinyQwen2(layers = 2): ModelShape {
  const config = {
    architectures: ["Qwen2ForCausalLM"],
    model_type: "qwen2",
    num_hidden_layers: layers,
    tie_word_embeddings: false,
  };
  const ends = { "model.embed_tokens.weight": [10, 4], "model.norm.weight": [4], "lm_head.weight": [10, 4] };
  const biases = { "self_attn.q_proj.bias": [8], "self_attn.k_proj.bias": [4], "self_attn.v_proj.bias": [4] };
  return shapeOf(config, { ...ends, ...layersOf(layers, "model.layers.", { ...LLAMA_LAYER, ...biases }) });
}
