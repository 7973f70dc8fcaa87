import { describe, expect, it } from "vitest";
import { formatScores } from "../../harness/cli/print-scores.ts";

const LINE = {
  benchmark: "law",
  protocol: "official",
  mode: "logit",
  normalisation: "raw",
  shots: 5,
  split: "val",
  n: 40,
  micro: 0.5,
  micro_ci: [0.4, 0.6],
  macro: 0.45,
  macro_ci: [0.35, 0.55],
  groups: { stem: { n: 12, score: 0.25, ci: [0.1, 0.5] } },
  chance: 0.25,
  se_kind: "wilson",
} as const;

describe("the scores of a checkpoint", () => {
  it("are micro, macro and groups, each with its number of questions and interval", () => {
    const rows = formatScores([LINE], { lang: "en", width: 200 }).split("\n").slice(2);
    expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
      ["law val", "official logit 5-shot", "raw", "micro", "40", "50.0 [40.0, 60.0]", "25.0"],
      ["law val", "official logit 5-shot", "raw", "macro", "40", "45.0 [35.0, 55.0]", "25.0"],
      ["law val", "official logit 5-shot", "raw", "stem", "12", "25.0 [10.0, 50.0]", "25.0"],
    ]);
  });

  it("have Chinese headings, and yield on a narrow terminal", () => {
    expect(formatScores([LINE], { lang: "zh", width: 200 }).split("\n")[0]).toMatch(
      /^评测集 +协议 +归一化 +平均 +题数 +得分/,
    );
    expect(formatScores([LINE], { lang: "en", width: 70 }).split("\n")[0]).not.toContain("guessing");
  });
});
