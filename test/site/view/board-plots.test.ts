import { describe, expect, it } from "vitest";
import { forestFigure, scoreFigure } from "../../../site/view/board-plots.ts";
import { report } from "../../fixtures/report.ts";
import { contextFor } from "../../fixtures/site.ts";

const context = contextFor({ kind: "front" });
const [acquisition] = report.benchmarks;
if (acquisition === undefined) throw new Error("Internal error: the fixture has benchmarks");

describe("the figures of a benchmark", () => {
  it("describe in words what they draw, best first", () => {
    const forest = forestFigure(acquisition, context, "methods.html")?.svg.markup ?? "";
    expect(forest).toMatch(/<desc[^>]*>[^<]*train-deep \+2\.1 \[\+0\.7, \+3\.6\], middle/);
    const scores = scoreFigure(acquisition, context, "methods.html")?.svg.markup ?? "";
    expect(scores).toMatch(/<desc[^>]*>[^<]*train-deep 95\.2[^<]*chance 25\.0/);
  });

  it("are absent where there is nothing to draw", () => {
    const empty = contextFor({ kind: "front" }, "en", {
      ...report,
      strategies: [],
      runs: [],
      comparisons: [],
    });
    expect(forestFigure(acquisition, empty, "methods.html")).toBeNull();
    expect(scoreFigure(acquisition, empty, "methods.html")).toBeNull();
  });
});
