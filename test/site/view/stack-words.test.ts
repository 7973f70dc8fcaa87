import { describe, expect, it } from "vitest";
import { coreFor, fullStackLines, stackFor, stackLines, stackText } from "../../../site/view/stack-words.ts";
import { wordsIn } from "../../../site/words/words.ts";
import { stack } from "../../fixtures/report-parts.ts";

const words = wordsIn("en");
const addresses = (rows: ReturnType<typeof stack>): readonly string[] =>
  stackLines(rows, words).map(({ address, stateName }) => `${address}: ${stateName}`);

describe("the resolved table in short", () => {
  it("joins neighbouring layers that do the same, half-open as in the strategy language", () => {
    expect(addresses(stack((layer) => layer < 4, false))).toEqual([
      "embed: frozen",
      "layers 0..4: trained",
      "layers 4..8: frozen",
      "final_norm: frozen",
      "head: frozen",
    ]);
  });

  it("tells the parts of a layer apart where they differ", () => {
    expect(addresses(stack((layer, part) => layer === 0 || part === "attn", true))).toEqual([
      "embed: trained",
      "layer 0: trained",
      "layers 1..8 attn: trained",
      "layers 1..8 mlp: frozen",
      "layers 1..8 norm: frozen",
      "final_norm: trained",
      "head: trained",
    ]);
  });

  it("loses no parameter", () => {
    const rows = stack((layer, part) => layer % 3 === 0 && part !== "norm", false);
    const sum = (lines: readonly { readonly numel: string }[]): number =>
      lines.reduce((total, { numel }) => total + Number(numel.replaceAll(",", "")), 0);
    expect(sum(stackLines(rows, words))).toBe(sum(fullStackLines(rows, words)));
  });

  it("is a sentence for who cannot see the picture, in both pictures", () => {
    const rows = stack((layer) => layer < 4, false);
    const sentence = "Trained: layers 0..4. Frozen: embed, layers 4..8, final_norm, head.";
    expect(stackText(rows, words)).toBe(sentence);
    for (const draw of [coreFor, stackFor])
      expect(draw("x", rows, { id: "i", words }).markup).toContain(sentence);
    expect(
      stackText(
        stack(() => true, true),
        words,
      ),
    ).toContain("Frozen: nothing.");
  });
});
