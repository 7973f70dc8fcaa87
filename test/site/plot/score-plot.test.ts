import { describe, expect, it } from "vitest";
import { scorePlot } from "../../../site/plot/score-plot.ts";

const { markup } = scorePlot({
  id: "s",
  title: "t",
  description: "d",
  axis: "score",
  rows: [
    {
      name: "full",
      score: { value: 0.9, low: 0.88, high: 0.92 },
      seeds: [0.89, 0.91],
      aboveReferences: true,
    },
    { name: "shallow", score: { value: 0.26, low: 0.24, high: 0.28 }, seeds: [], aboveReferences: false },
  ],
  references: [
    { id: "constant-letter", name: "best letter", score: 0.266 },
    { id: "chance", name: "chance", score: 0.25 },
  ],
});

describe("the score plot", () => {
  it("draws a named line for chance and for each guess, though they nearly meet", () => {
    expect(markup).toContain("chance 25.0");
    expect(markup).toContain("best letter 26.6");
    const heights = [...markup.matchAll(/class="reference-name"[^>]* y="(\d+)"/g)].map(([, y]) => Number(y));
    expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeGreaterThanOrEqual(14);
  });

  it("greys what is not above them", () => {
    expect(markup.match(/tone-score/g)).toHaveLength(1);
    expect(markup.match(/tone-open/g)).toHaveLength(1);
  });

  it("draws no bar: nothing here starts at zero", () => {
    expect(markup).not.toContain('class="bar"');
  });
});
