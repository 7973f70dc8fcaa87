import { describe, expect, it } from "vitest";
import { comparisonLines } from "../../../site/view/comparison-lines.ts";
import { contextFor } from "../../fixtures/site.ts";

const context = contextFor({ kind: "strategy", slug: "full" });

describe("a strategy's comparisons", () => {
  it("are told from its own side, also where it stands second", () => {
    const lines = comparisonLines("full", context);
    expect(lines).toHaveLength(12);
    expect(
      lines.find(({ other, benchmark }) => other === "train-shallow" && benchmark === "Acquisition"),
    ).toMatchObject({
      diff: { value: "+66.8" },
      verdict: { tone: "better", text: "better", href: "../compare/train-shallow--full.html" },
    });
    expect(comparisonLines("middle", context)).toHaveLength(3);
  });
});
