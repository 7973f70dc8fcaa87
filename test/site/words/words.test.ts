import { describe, expect, it } from "vitest";
import { methodsIn, said, wordsIn } from "../../../site/words/words.ts";

/** All texts of a dictionary by dotted path; functions are called with sample values. */
function texts(value: unknown, path = ""): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

describe("the words", () => {
  it("say in Chinese what they say in English: nothing is missing, nothing is left in English", () => {
    const chinese = new Map(texts(wordsIn("zh")));
    for (const [path] of texts(wordsIn("en"))) expect(chinese.has(path), path).toBe(true);
    const latin = [...chinese].filter(([, text]) => !/[\u4e00-\u9fff]/.test(text)).map(([path]) => path);
    expect(latin).toEqual([
      ".htmlLang",
      ".listComma",
      ".other.label",
      ".other.htmlLang",
      ".site.name",
      ".none",
    ]);
  });

  it("use Chinese punctuation between Chinese characters", () => {
    const all = [...texts(wordsIn("zh")), ...texts(methodsIn("zh"))];
    for (const [path, text] of all)
      expect(text, path).not.toMatch(/[\u4e00-\u9fff][,;:?!.]|[,;:?!][\u4e00-\u9fff]/);
  });

  it("describe the same methods in both languages, in the same order", () => {
    expect(methodsIn("zh").map(({ id }) => id)).toEqual(methodsIn("en").map(({ id }) => id));
  });

  it("pick the language of what a report says in both", () => {
    expect(said({ en: "frozen", zh: "冻结" }, "zh")).toBe("冻结");
  });
});

describe("the verdict sentence", () => {
  const counts = {
    benchmark: "Acquisition",
    n: "576",
    baseline: "full",
    better: 1,
    worse: 2,
    here: 0,
    equivalent: 0,
    open: 1,
  };

  it("counts in English", () => {
    expect(wordsIn("en").front.verdict(counts)).toBe(
      "On Acquisition (576 questions), 1 strategy is better than full, 2 are worse than full, and 1 is not shown to differ from full.",
    );
    expect(wordsIn("en").front.verdict({ ...counts, better: 0, worse: 2, open: 0 })).toBe(
      "On Acquisition (576 questions), 2 strategies are worse than full.",
    );
  });

  it("counts in Chinese", () => {
    expect(wordsIn("zh").front.verdict({ ...counts, benchmark: "新知" })).toBe(
      "在“新知”（576 题）上，1 个策略优于 full，2 个差于 full，1 个尚不能判定与 full 有别。",
    );
  });
});
