import { describe, expect, it } from "vitest";
import { frontView } from "../../../site/view/front.ts";
import { report } from "../../fixtures/report.ts";
import { contextFor } from "../../fixtures/site.ts";

const view = frontView(contextFor({ kind: "front" }));

describe("the front page", () => {
  it("leads with the verdict on the primary benchmark, and does not say it twice", () => {
    expect(view.lead).toBe(
      "On Acquisition (576 questions), 1 strategy is better than full, 2 are worse than full, and 1 is not shown to differ from full.",
    );
    expect(view.benchmarks.map(({ sentence }) => sentence === null)).toEqual([true, false, false]);
    expect(view.verdicts.map(({ name }) => name)).toEqual([
      "train-deep",
      "middle",
      "attention-only",
      "train-shallow",
    ]);
  });

  it("names what failed and counts it", () => {
    expect(view.counts).toBe("15 of 16 runs have finished; 1 failed and is named below.");
    expect(view.failed.map(({ run }) => run)).toEqual(["attention-only@tiny-world#3"]);
  });

  it("has a core for each strategy and a line for each run, failed ones too", () => {
    expect(view.cores).toHaveLength(5);
    expect(view.runs).toHaveLength(16);
    expect(view.runs.find(({ status }) => status === "failed")?.scores).toEqual(["–", "–", "–"]);
  });

  it("claims nothing where no baseline is named", () => {
    const alone = { ...report, profile: { ...report.profile, baseline: null } };
    const shown = frontView(contextFor({ kind: "front" }, "en", alone));
    expect(shown.lead).toContain("No baseline is named");
    expect(shown.benchmarks.every(({ forest }) => forest === null)).toBe(true);
  });
});
