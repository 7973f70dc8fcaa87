import { describe, expect, it } from "vitest";
import { flippedTone, signOf, toneOf } from "../../../site/view/verdict.ts";

describe("a verdict's tone", () => {
  it("is undecided for every kind that claims nothing clear", () => {
    expect(
      ["better", "worse-here", "equivalent", "inconclusive", "not-above-chance", "toString"].map(toneOf),
    ).toEqual(["better", "worse-here", "equivalent", "open", "open", "open"]);
  });

  it("turns over with the sides, and has a sign of its own", () => {
    const tones = ["better", "worse", "better-here", "worse-here", "equivalent", "open"] as const;
    expect(tones.map(flippedTone)).toEqual([
      "worse",
      "better",
      "worse-here",
      "better-here",
      "equivalent",
      "open",
    ]);
    expect(new Set(tones.map(signOf)).size).toBe(6);
  });
});
