import { describe, expect, it } from "vitest";
import { forestPlot, type ForestRow } from "../../../site/plot/forest.ts";

const row: ForestRow = {
  name: "deep & <b>",
  diff: { value: 0.02, low: 0.01, high: 0.03 },
  adjusted: { value: 0.02, low: 0.005, high: 0.035 },
  tone: "better",
  perSeed: [0.018, 0.022],
};
const plot = (rows: readonly ForestRow[]): string =>
  forestPlot({ id: "f", title: "t", description: "d", rows, marginPoints: 1, axis: "points", zero: "= full" })
    .markup;

const share = (markup: string, pattern: RegExp): number => Number(pattern.exec(markup)?.[1]);

describe("the forest plot", () => {
  it("draws the adjusted interval thin and wider than the thick one, around the dot", () => {
    const markup = plot([row]);
    const thin = share(markup, /whisker-thin" x1="([\d.]+)%/);
    const thick = share(markup, /whisker-thick" x1="([\d.]+)%/);
    const dot = share(markup, /class="dot" cx="([\d.]+)%/);
    expect(thin).toBeLessThan(thick);
    expect(thick).toBeLessThan(dot);
  });

  it("puts a positive difference right of the line for the baseline, and says so in numbers", () => {
    const markup = plot([row]);
    expect(share(markup, /class="dot" cx="([\d.]+)%/)).toBeGreaterThan(
      share(markup, /class="zero" x1="([\d.]+)%/),
    );
    expect(markup).toContain("+2.0 [+1.0, +3.0]");
    expect(markup).toContain("deep &amp; &lt;b&gt;");
  });

  it("shows each seed, and no thin line where nothing was adjusted", () => {
    const markup = plot([{ ...row, adjusted: null }]);
    expect(markup.match(/class="seed"/g)).toHaveLength(2);
    expect(markup).not.toContain("whisker-thin");
  });
});
