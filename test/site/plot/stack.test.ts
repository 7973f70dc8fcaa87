import { describe, expect, it } from "vitest";
import { coreCard, stackPicture } from "../../../site/plot/stack.ts";
import { stack } from "../../fixtures/report-parts.ts";

const text = { id: "c", title: "t", description: "d" };

describe("the layer stack", () => {
  it("shows frozen blocks striped, so that they are told from trained ones without colour", () => {
    const { markup } = stackPicture({ ...text, rows: stack((layer) => layer < 4, false) });
    expect(markup.match(/block-trained/g)).toHaveLength(4);
    expect(markup.match(/block-frozen/g)).toHaveLength(7);
    expect((markup.match(/class="stripe"/g) ?? []).length).toBeGreaterThanOrEqual(7);
  });

  it("splits a layer that is only partly trained into its parts", () => {
    const { markup } = stackPicture({
      ...text,
      rows: stack((layer, part) => layer === 0 && part === "attn", false),
    });
    expect(markup.match(/block-trained/g)).toHaveLength(1);
    expect(markup.match(/block-frozen/g)).toHaveLength(2 + 7 + 3);
  });

  it("names its bands in the large picture, and is as high as any other in the small one", () => {
    expect(stackPicture({ ...text, rows: stack(() => true, true) }).markup).toContain(">layer 7</text>");
    const deep = Array.from({ length: 48 }, (_, layer) => ({
      address: `layer ${layer}`,
      state: "frozen" as const,
      numel: 1,
    }));
    const height = (markup: string): string | undefined => / height="(\d+)"/.exec(markup)?.[1];
    const shallow = coreCard({ ...text, rows: stack(() => true, true) }).markup;
    expect(height(coreCard({ ...text, rows: deep }).markup)).toBe(height(shallow));
    expect(coreCard({ ...text, rows: deep }).markup).not.toContain("NaN");
    expect(coreCard({ ...text, rows: deep }).markup).not.toMatch(/(width|height)="-/);
  });
});
