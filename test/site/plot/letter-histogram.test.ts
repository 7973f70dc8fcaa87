import { describe, expect, it } from "vitest";
import { letterHistogram } from "../../../site/plot/letter-histogram.ts";

const histogram = (predicted: number, gold: number): string =>
  letterHistogram({ id: "h", title: "t", description: "d", letters: [{ letter: "A", predicted, gold }] })
    .markup;

describe("the letter histogram", () => {
  it("draws bars from zero, in proportion, with the key's count across", () => {
    const full = Number(/class="bar"[^>]* height="([\d.]+)"/.exec(histogram(100, 100))?.[1]);
    const half = Number(/class="bar"[^>]* height="([\d.]+)"/.exec(histogram(50, 100))?.[1]);
    expect(half).toBeCloseTo(full / 2);
    expect(histogram(50, 100)).toContain('class="gold"');
  });

  it("stands when no letter was ever predicted", () => {
    expect(histogram(0, 0)).not.toContain("NaN");
  });
});
