import { expect, test } from "vitest";
import { examPrompt } from "../../../fixtures/exam-prompt.ts";

const questions =
  "第一问____。\nA. 一甲\nB. 一乙\nC. 一丙\nD. 一丁\n答案： A\n\n" +
  "自____起____日内申请:\nA. one\nB. a{B}.\nC. 丙 \nD. 丁\n答案：";

test("a space stands before each letter, in demos and in what is scored", () => {
  expect(examPrompt("ceval", { style: "lm-eval", shots: 1 })).toEqual({
    prompt: `以下是中国关于鸟类的单项选择题，请选出其中的正确答案。\n\n${questions}`,
    choices: [" A", " B", " C", " D"],
  });
});

test("CMMLU has its own head, and C-Eval's words for the rest", () => {
  expect(examPrompt("cmmlu", { style: "lm-eval", shots: 1 }).prompt).toBe(
    `以下是关于鸟类的单项选择题，请直接给出正确答案的选项。\n\n${questions}`,
  );
});
