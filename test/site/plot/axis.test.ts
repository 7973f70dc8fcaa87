import { describe, expect, it } from "vitest";
import { bottomAxis, rowLabel } from "../../../site/plot/axis.ts";
import { scaleOver } from "../../../site/plot/scale.ts";

describe("the axis", () => {
  it("labels each tick once and carries its name", () => {
    const scale = scaleOver([24.2, 97.3]);
    const markup = bottomAxis(scale, { top: 0, bottom: 100 }, "score")
      .map((one) => one.markup)
      .join("");
    expect([...markup.matchAll(/class="tick"[^>]*>([^<]*)</g)].map(([, text]) => text)).toEqual([
      "40",
      "60",
      "80",
      "100",
    ]);
    expect(markup).toContain(">score</text>");
  });
});

describe("a row's words", () => {
  it("stand on plain ground, name left and numbers right", () => {
    const [ground, name, numbers] = rowLabel(10, "full", "93.1");
    expect(ground?.markup).toContain('class="row-ground"');
    expect(name?.markup).toMatch(/x="0".*full/);
    expect(numbers?.markup).toMatch(/x="100%".*93\.1/);
  });
});
