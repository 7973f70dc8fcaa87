import { describe, expect, it } from "vitest";
import { referencesOf, standing } from "../../../site/view/references.ts";
import { wordsIn } from "../../../site/words/words.ts";
import { LETTERS, score } from "../../fixtures/report-parts.ts";
import { report } from "../../fixtures/report.ts";

const letters = report.benchmarks.find(({ benchmark }) => benchmark === "ceval");
if (letters === undefined) throw new Error("Internal error: the fixture has C-Eval");

describe("what needs no model", () => {
  it("is listed highest first, chance among it", () => {
    expect(referencesOf(letters, wordsIn("en")).map(({ id }) => id)).toEqual([
      "constant-letter",
      "longest-option",
      "chance",
    ]);
  });

  it("holds a score down until its whole interval is above", () => {
    expect(standing(score(LETTERS, 0.26, 0.024), letters)).toBe("chance");
    expect(standing(score(LETTERS, 0.29, 0.024), letters)).toBe("reference");
    expect(standing(score(LETTERS, 0.3, 0.024), letters)).toBe("above");
  });
});
