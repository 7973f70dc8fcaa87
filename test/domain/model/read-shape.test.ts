import { describe, expect, it } from "vitest";
import { readHeader } from "../../../harness/domain/model/header.ts";
import { readShape } from "../../../harness/domain/model/read-shape.ts";
import { headerOf, tinyGemma3, tinyLlama, tinyQwen3 } from "./example-shapes.ts";

const read = (config: unknown, ...shards: readonly Readonly<Record<string, readonly number[]>>[]) =>
  readShape({
    configFile: "m/config.json",
    config,
    headers: shards.map((tensors, index) => ({ file: `shard-${index}`, entries: headerOf(tensors) })),
  });

const CONFIG = { architectures: ["X"], num_hidden_layers: 1, hidden_size: 2, vocab_size: 3 };
const LAYER = { "model.layers.0.mlp.up_proj.weight": [2, 2] };
const EMBED = { "model.embed_tokens.weight": [3, 2] };
const HEAD = { "lm_head.weight": [3, 2] };

const words = (result: ReturnType<typeof readShape>): readonly string[] =>
  result.ok
    ? []
    : result.error.map(({ message, hint }) => (hint === undefined ? message : `${message} | ${hint}`));

describe("a model's shape", () => {
  it("counts every parameter once", () => {
    const shape = tinyQwen3(4);
    expect(shape).toMatchObject({
      architecture: "Qwen3ForCausalLM",
      layers: 4,
      hidden: 4,
      vocabulary: 10,
      tied: true,
    });
    expect(shape.tensors).toHaveLength(4 * 11 + 2);
    expect(shape.numel).toBe(shape.tensors.reduce((sum, { numel }) => sum + numel, 0));
    expect(tinyLlama(4).tied).toBe(false);
  });

  it("finds the text half of a multimodal configuration, tied as its family is", () => {
    expect(tinyGemma3(6)).toMatchObject({ layers: 6, tied: true });
  });

  it("leaves out buffers, and a stored head that is tied", () => {
    const shape = read(
      { ...CONFIG, tie_word_embeddings: true },
      { ...EMBED, ...LAYER, ...HEAD, "model.layers.0.self_attn.rotary_emb.inv_freq": [2] },
    );
    expect(shape.ok && shape.value.tensors.map(({ name }) => name)).toEqual([
      ...Object.keys(EMBED),
      ...Object.keys(LAYER),
    ]);
  });

  it("is tied where the configuration is silent and no head is stored", () => {
    expect(read(CONFIG, { ...EMBED, ...LAYER })).toMatchObject({ value: { tied: true } });
    expect(read(CONFIG, { ...EMBED, ...LAYER, ...HEAD })).toMatchObject({ value: { tied: false } });
    expect(read({ ...CONFIG, model_type: "gpt2" }, { ...EMBED, ...LAYER, ...HEAD })).toMatchObject({
      value: { tied: true },
    });
  });

  it("joins the shards", () => {
    expect(read(CONFIG, EMBED, { ...LAYER, ...HEAD })).toMatchObject({ value: { numel: 6 + 4 + 6 } });
  });
});

describe("a model that can't be used", () => {
  it("says what its configuration lacks", () => {
    expect(words(read([], EMBED))).toEqual(["m/config.json holds no JSON object"]);
    expect(words(read({ num_hidden_layers: 1, hidden_size: 0 }, EMBED))).toEqual([
      "m/config.json does not say the model's hidden | it needs a whole number from 1 on as hidden_size or n_embd or d_model",
      "m/config.json does not say the model's vocabulary | it needs a whole number from 1 on as vocab_size",
    ]);
  });

  it("says what its weights lack", () => {
    expect(words(read(CONFIG, { "encoder.block.0.x": [1] }))).toEqual([
      "X has no layer list that is known here | a layer list is known as layers.N, h.N or blocks.N; this model has encoder.block.0.x",
    ]);
    expect(words(read({ ...CONFIG, tie_word_embeddings: false }, LAYER))).toEqual([
      "X: no embedding is found",
      "m/config.json says that embedding and head are not tied, but no head is stored | if the embedding serves as the head, set tie_word_embeddings: true there",
    ]);
    expect(words(read({ ...CONFIG, num_hidden_layers: 3 }, { ...EMBED, ...LAYER }))).toEqual([
      "m/config.json says 3 layers, the weights have 1 (the last is layer 0) | the folder mixes files of two models, or a shard is missing",
    ]);
    expect(words(read(CONFIG, { ...EMBED, ...LAYER }, EMBED))).toEqual([
      "model.embed_tokens.weight is stored in shard-0 and in shard-1",
    ]);
  });

  it("is refused where it is quantised", () => {
    const headers = [{ file: "a", entries: headerOf({ ...EMBED, ...LAYER }, "I8") }];
    expect(words(readShape({ configFile: "c", config: CONFIG, headers }))).toEqual([
      "model.embed_tokens.weight is stored as I8, which can't be trained | take the model's unquantised weights: F32, F16 or BF16",
    ]);
  });

  it("has a header that is none", () => {
    expect(readHeader({ a: { dtype: "F32", shape: [-1], data_offsets: [0, 4] } })).toBeNull();
    expect(readHeader([])).toBeNull();
    expect(readHeader({ __metadata__: { format: "pt" } })?.size).toBe(0);
  });
});
