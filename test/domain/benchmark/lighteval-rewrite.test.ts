import { expect, test } from "vitest";
import {
  rewriteCevalForLighteval as rewrite,
  tidyForLighteval,
} from "../../../harness/domain/benchmark/lighteval-rewrite.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";

const LETTERS = ["甲", "乙", "丙", "丁"];
const questionOf = (question: string): string => valueOf(rewrite({ question, choices: LETTERS })).question;

test("the last blank is cut out, and the question ends with a question mark", () => {
  expect(questionOf("松树属于____。")).toBe("松树属于？");
  expect(questionOf("自____起____日内申请。")).toBe("自____起 日内申请？");
  expect(questionOf("松树属于 ______ ？")).toBe("松树属于 __？");
  expect(questionOf("“松树”属于\n____'。")).toBe("“松树”属于？");
});

test("options that are only marks become the statements that the question lists", () => {
  const question = "正确的是____。①松树常青；②柳树常青;③枫叶变红。";
  const { question: stem, choices } = valueOf(rewrite({ question, choices: ["①", "①②", "②和③", "①③"] }));
  expect(stem).toBe("正确的是？");
  expect(choices).toEqual([
    "松树常青；",
    "松树常青；, 柳树常青",
    "柳树常青, 枫叶变红",
    "松树常青；, 枫叶变红",
  ]);
});

test.each([
  ["松树常青吗？", LETTERS, "the question has no ____"],
  ["①松树②柳树，正确的是____", ["①", "②", "①②", "②①"], "the options are only marks (①②)"],
  ["正确的是____，其中①松树②柳树", ["①", "②", "①②", "②①"], "text stands before the statements that it lists"],
])("%s with the options %j is left out", (question, choices, why) => {
  expect(errorOf(rewrite({ question, choices }))).toBe(why);
});

test("a mark at the end becomes the Chinese one, the first letter a capital, the beginning stays", () => {
  const tidied = tidyForLighteval({
    question: "what is it? \n",
    choices: [" a.", "b,", "c:", "ǆ", "", "𐐨!"],
  });
  expect(tidied.question).toBe("What is it？");
  expect(tidied.choices).toEqual([" a。", "B，", "C：", "Ǆ", "", "𐐀!"]);
});
