import { describe, expect, it } from "vitest";
import { scoreDetails } from "../../../site/view/score-tables.ts";
import { ACQUISITION, LETTERS, score } from "../../fixtures/report-parts.ts";
import { contextFor } from "../../fixtures/site.ts";

const context = contextFor({ kind: "front" }, "zh");

describe("a score in full", () => {
  it("has its parts in the page's language, wide intervals without decimals", () => {
    const [detail] = scoreDetails([score(ACQUISITION, 0.5, 0.02)], context);
    expect(detail?.groups.map(({ title }) => title)).toEqual(["特产", "属相", "颜色", "乐器"]);
    expect(detail?.subjects[0]?.score).toEqual({ value: "48", range: "[30, 66]" });
  });

  it("has a histogram only where letters were predicted", () => {
    const [cloze, letters] = scoreDetails(
      [score(ACQUISITION, 0.5, 0.02), score(LETTERS, 0.26, 0.02)],
      context,
    );
    expect(cloze?.letters).toBeNull();
    expect(letters?.letters?.lines[0]).toEqual({ letter: "A", predicted: "812", gold: "310" });
    expect(letters?.ties).toContain("3");
  });
});
