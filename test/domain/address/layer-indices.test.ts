import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundIndex, layerIndices, percentToIndex } from "../../../harness/domain/address/layer-indices.ts";
import { parseAddress } from "../../../harness/domain/address/parse-address.ts";

const indices = (text: string, layers: number, boundary: number | null = null) => {
  const parsed = parseAddress(text);
  if (!parsed.ok || parsed.value.kind !== "layers") throw new Error(`"${text}" names no layers`);
  return layerIndices(parsed.value.layers, { layers, boundary });
};

describe("a share of the depth", () => {
  it.each([
    [50, 28, 14],
    [50, 7, 4], // 3.5: halves go up
    [12.5, 28, 4], // 3.5
    [33, 28, 9], // 9.24
    [25, 30, 8], // 7.5
    [0, 28, 0],
    [100, 28, 28],
    [14.7, 50, 7], // 7.35
    [1, 50, 1], // 0.5
    [0.7, 500, 4], // 3.5, which binary fractions miss
  ])("%f %% of %i layers is the boundary below layer %i", (percent, layers, index) => {
    expect(percentToIndex(percent, layers)).toBe(index);
  });

  it("grows with the share, and two neighbouring ranges leave no gap and no overlap", () => {
    const permille = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(permille, permille, fc.integer({ min: 1, max: 200 }), (a, b, layers) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        expect(percentToIndex(low / 10, layers)).toBeLessThanOrEqual(percentToIndex(high / 10, layers));
        const below = indices(`layers ..${low / 10}%`, layers);
        const above = indices(`layers ${low / 10}%..`, layers);
        if (!below.ok || !above.ok) throw new Error("both are inside every model");
        expect([...below.value, ...above.value]).toEqual(Array.from({ length: layers }, (_, layer) => layer));
      }),
    );
  });
});

describe("a set of layers", () => {
  it.each([
    ["layers 0..3", [0, 1, 2]], // half-open
    ["layers 1..8 step 3", [1, 4, 7]],
    ["layers 50%..", [4, 5, 6, 7]],
    ["layers -2..", [6, 7]],
    ["layers 2..-2", [2, 3, 4, 5]],
    ["layers [7, 0, -3]", [7, 0, 5]],
    ["layer -1", [7]],
    ["layers 4..4", []],
    ["layers 25%..boundary", [2, 3, 4]],
  ])("%s of 8 is %j", (text, layers) => {
    expect(indices(text, 8, 5)).toEqual({ ok: true, value: layers });
  });

  it.each([
    ["layer 8", "the model has no layer 8"],
    ["layers [1, 9, -9]", "the model has no layer 9, -9"],
    ["layers 0..9", "9 is outside the model"],
    ["layers -9..", "-9 is outside the model"],
    ["layers 6..2", "6..2 runs backwards: from layer 6 to 2"],
    ["layers 75%..25%", "75%..25% runs backwards: from layer 6 to 2"],
    ["layers ..boundary", "`boundary` is used, but the strategy has none"],
  ])("%s of 8: %s", (text, message) => {
    expect(indices(text, 8)).toMatchObject({ ok: false, error: { message } });
  });

  it("says how deep the model is", () => {
    const bound = boundIndex({ kind: "index", index: 40 }, { layers: 28, boundary: null });
    expect(bound).toMatchObject({
      ok: false,
      error: { hint: "it has 28 layers: 0 to 27; the end of a range is not included, so it may be 28" },
    });
  });
});
