import { describe, expect, it } from "vitest";
import { tinyPhi3, tinyQwen3 } from "../model/example-shapes.ts";
import { refusal, resolved } from "./read-strategies.ts";

const SHALLOW = "train: [layers 0%..50%]\nfreeze: [embed, layers 50%.., final_norm, head]\n";

describe("a strategy on a model", () => {
  it("holds its own expectation", () => {
    expect(resolved(`${SHALLOW}expect: { layers: 50%, trainable: 30% ± 30% }\n`, tinyQwen3()).name).toBe("a");
    expect(refusal(`${SHALLOW}expect: { layers: 40% ± 2%, trainable: 1% +- 0.5% }\n`, tinyQwen3()))
      .toMatchInlineSnapshot(`
      "a.yaml:5:1 error expect.trainable: 1% ± 0.5% was expected, this model gives 47.12%
        5 | expect: { layers: 40% ± 2%, trainable: 1% +- 0.5% }
          | ~~~~~~
          mend the addresses, or the expectation
      a.yaml:5:1 error expect.layers: 40% ± 2% was expected, this model gives 50.00%
        5 | expect: { layers: 40% ± 2%, trainable: 1% +- 0.5% }
          | ~~~~~~
          mend the addresses, or the expectation"
    `);
  });

  it("names no projection that the model has fused", () => {
    expect(refusal("train: [layers all q]\nfreeze: [rest]\n", tinyPhi3())).toMatchInlineSnapshot(`
      "a.yaml:3:9 error \`layers all q\`: this model keeps q, k, v in one tensor (model.layers.0.self_attn.qkv_proj.weight), so \`q\` can't stand alone
        3 | train: [layers all q]
          |         ~~~~~~~~~~~~
          name the whole half: attn"
    `);
  });

  it("has settings that can be followed", () => {
    const settings = (lines: string): string => `train: [layers ..50%]\nfreeze: [rest]\nsettings:\n${lines}`;
    expect(
      refusal(
        settings(
          "  layers 50%..: { lr: 0.1x }\n  layer 0: { lora: { rank: 4 } }\n  layer 9: { anchor: 1 }\n",
        ),
        tinyQwen3(),
      ),
    ).toMatchInlineSnapshot(`
      "a.yaml:6:3 error settings of \`layers 50%..\`: it is frozen, so there is nothing to set
        6 |   layers 50%..: { lr: 0.1x }
          |   ~~~~~~~~~~~~
          train it, or drop the settings
      a.yaml:7:3 error settings of \`layer 0\`: LoRA stands beside frozen weights, and these train
        7 |   layer 0: { lora: { rank: 4 } }
          |   ~~~~~~~
          list the address in \`freeze\`
      a.yaml:8:3 error settings of \`layer 9\`: the model has no layer 9
        8 |   layer 9: { anchor: 1 }
          |   ~~~~~~~
          it has 4 layers: 0 to 3; the end of a range is not included, so it may be 4"
    `);
    expect(refusal(settings("  layer 0: { lr: 0.1x }\n  layers 0.. attn: { lr: 2x }\n"), tinyQwen3()))
      .toMatchInlineSnapshot(`
      "a.yaml:7:3 error settings of \`layers 0.. attn\`: \`layer 0\` sets the same for some of it
        7 |   layers 0.. attn: { lr: 2x }
          |   ~~~~~~~~~~~~~~~"
    `);
  });

  it("has segments without gaps, and a sample that the model can give", () => {
    const compose = (first: string, last: string): string =>
      `train: all\ncompose: { segments: [{ from: base, layers: ${first} }, { from: donor a, layers: ${last} }], embed: base, final_norm: base, head: tied }\n`;
    expect(refusal(compose("layers 0..1", "layers 2.."), tinyQwen3())).toMatchInlineSnapshot(`
      "a.yaml:4:85 error compose: \`layers 2..\`: it begins with layer 2, but layer 1 is next
        4 | … base, layers: layers 0..1 }, { from: donor a, layers: layers 2.. }], embed: base, final_norm: base, head: tie…
          |                                                         ~~~~~~~~~~"
    `);
    expect(refusal(compose("layers 0..1", "layers 1..3"), tinyQwen3())).toMatchInlineSnapshot(`
      "a.yaml:4:85 error compose: the segments end before layer 3; the hybrid has 4 layers
        4 | … base, layers: layers 0..1 }, { from: donor a, layers: layers 1..3 }], embed: base, final_norm: base, head: ti…
          |                                                         ~~~~~~~~~~~"
    `);
    expect(
      refusal("train: [embed, head]\nfreeze: [rest]\nsample: { layers: 9, every: 20 steps }\n", tinyQwen3()),
    ).toMatchInlineSnapshot(`
      "a.yaml:1:1 error sample.layers: 9 are drawn, but the model has 4
        1 | strategy: 1
          | ~~~~~~~~"
    `);
  });
});
