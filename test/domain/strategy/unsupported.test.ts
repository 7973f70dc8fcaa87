import { describe, expect, it } from "vitest";
import { tinyQwen3 } from "../model/example-shapes.ts";
import { resolved } from "./read-strategies.ts";

describe("what a static trainer can't do", () => {
  it.each([
    [
      "boundary: { from: trace, rule: max_S }\ntrain: [layers ..boundary]\nfreeze: [rest]\n",
      "boundary from a trace",
    ],
    [
      "train: [layers all]\nfreeze: [rest]\nadapt: { every: 5 steps, measure: grad_norm, freeze_below: 0.2 }\n",
      "adapt",
    ],
    ["train: none\nfreeze: [rest]\nsample: { layers: 1, every: 5 }\n", "sample"],
    ["train: all\ndata: { replay: { corpus: old, share: 20% } }\n", "data"],
    ["train: all\nsettings: { embed: { lr: 0.1x } }\n", "settings: a learning rate"],
    ["train: all\nsettings: { embed: { weight_decay: 0x } }\n", "settings: a weight decay"],
    ["train: all\nsettings: { embed: { anchor: 0.1 } }\n", "settings: an anchor"],
    ["train: none\nsettings: { layers all attn: { lora: { rank: 4 } } }\n", "settings: LoRA"],
    ["train: none\nsettings: { layers 0.. step 2: { expand: { copies: 1 } } }\n", "settings: new layers"],
    ["train: all\ntrainer: { torch: { compile: true } }\n", "trainer"],
    ["train: [embed rows 0..3, head]\nfreeze: [rest]\n", "embed rows"],
    ["phases: [{ until: 50%, train: [layer 0], freeze: [rest] }, { until: 100%, train: all }]\n", "phases"],
  ])("is said in words: %s", (body, words) => {
    const { unsupported } = resolved(body, tinyQwen3());
    expect(unsupported).toHaveLength(1);
    expect(unsupported[0]?.startsWith(words)).toBe(true);
  });

  it("is nothing for a static strategy", () => {
    expect(resolved("train: [layers 0%..50%]\nfreeze: [rest]\n", tinyQwen3()).unsupported).toEqual([]);
  });

  it("does not keep a schedule from being resolved: what trains in any phase is trained", () => {
    const body =
      "phases: [{ until: 50%, train: [layer 3], freeze: [rest] }, { until: 100%, train: [layer 1], freeze: [rest] }]\n";
    const trained = resolved(body, tinyQwen3()).groups.filter(({ state }) => state === "trained");
    expect(new Set(trained.map(({ address }) => address.slice(0, 7)))).toEqual(
      new Set(["layer 1", "layer 3"]),
    );
  });

  it("nor a hybrid of another depth, whose layers are not there yet", () => {
    const body =
      "train: [layers 40..]\nfreeze: [rest]\ncompose: { layers: 48, segments: [{ from: base, layers: layers 0..24 }, { from: base, layers: layers 24.., source: layers 0..24 }], embed: base, final_norm: base, head: tied }\n";
    expect(resolved(body, tinyQwen3()).groups).toEqual([]);
  });
});
