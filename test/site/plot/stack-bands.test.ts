import { describe, expect, it } from "vitest";
import { bandsOf, bandState } from "../../../site/plot/stack-bands.ts";
import { stack } from "../../fixtures/report-parts.ts";

describe("the bands of a layer stack", () => {
  it("are the ends and one for each layer, in model order", () => {
    const bands = bandsOf(stack(() => true, true));
    expect(bands.map(({ label }) => label)).toEqual([
      "embed",
      ...Array.from({ length: 8 }, (_, layer) => `layer ${layer}`),
      "final_norm",
      "head",
    ]);
    expect(bands[1]?.parts).toHaveLength(3);
  });

  it("are trained, frozen, or mixed", () => {
    const states = bandsOf(
      stack((layer, part) => layer === 0 || (layer === 1 && part === "attn"), false),
    ).map(bandState);
    expect(states.slice(0, 4)).toEqual(["frozen", "trained", "mixed", "frozen"]);
  });

  it("do not take layer 1 for layer 10", () => {
    const rows = ["layer 1", "layer 10"].map((address) => ({ address, state: "frozen" as const, numel: 1 }));
    expect(bandsOf(rows).map(({ layer }) => layer)).toEqual([1, 10]);
  });
});
