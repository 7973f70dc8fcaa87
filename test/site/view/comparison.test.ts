import { describe, expect, it } from "vitest";
import { comparisonView } from "../../../site/view/comparison.ts";
import { report } from "../../fixtures/report.ts";
import { contextFor } from "../../fixtures/site.ts";

const pair = report.comparisons.filter(({ a }) => a === "train-deep").toReversed();
const view = comparisonView(pair, contextFor({ kind: "comparison", slugA: "train-deep", slugB: "full" }));

describe("a comparison's page", () => {
  it("shows the primary benchmark first, with score, difference, verdict and the rule behind it", () => {
    expect(view.parts.map(({ title }) => title)).toEqual(["Acquisition", "Retention", "C-Eval"]);
    expect(view.parts[0]).toMatchObject({
      scoreA: "95.2",
      scoreB: "93.1",
      diff: { value: "+2.1", range: "[+0.7, +3.6]" },
      verdict: "better",
      rule: "The paired difference is significant with questions clustered (CR1, t).",
    });
  });

  it("shows questions' texts only where their licence allows it", () => {
    const [open, , closed] = view.parts;
    expect(open?.discordant[0]?.question).toContain("安宁镇");
    expect(closed?.discordant.every(({ question }) => question === null)).toBe(true);
    expect(closed?.textWithheld).toBe(true);
  });

  it("says why a ratio is undefined", () => {
    const figures = view.parts[2]?.figures.map(({ text }) => text) ?? [];
    expect(figures).toContain("undefined (the baseline is not clearly above chance)");
  });
});
