import { expect, test } from "vitest";
import { examPrompt } from "../../../fixtures/exam-prompt.ts";

test("C-Eval: the head once, a blank line after each demo, the letter right after a full-width colon", () => {
  expect(examPrompt("ceval", { style: "official", shots: 1 })).toEqual({
    prompt:
      "以下是中国关于鸟类考试的单项选择题，请选出其中的正确答案。\n\n" +
      "第一问____。\nA. 一甲\nB. 一乙\nC. 一丙\nD. 一丁\n答案：A\n\n" +
      "自____起____日内申请:\nA. one\nB. a{B}.\nC. 丙 \nD. 丁\n答案：",
    choices: ["A", "B", "C", "D"],
  });
});

test("C-Eval with chain of thought: demos are explained, and the reply begins after 1.", () => {
  expect(examPrompt("ceval", { style: "official-cot", shots: 1 })).toEqual({
    prompt:
      "以下是中国关于鸟类考试的单项选择题，请选出其中的正确答案。\n\n" +
      "第一问____。\nA. 一甲\nB. 一乙\nC. 一丙\nD. 一丁\n答案：让我们一步一步思考，\n1. 一的缘由。\n所以答案是A。\n\n" +
      "自____起____日内申请:\nA. one\nB. a{B}.\nC. 丙 \nD. 丁\n答案：让我们一步一步思考，\n1.",
    choices: [],
  });
});

test("CMMLU: a word before the question, another cue", () => {
  expect(examPrompt("cmmlu", { style: "official", shots: 1 })).toEqual({
    prompt:
      "以下是关于鸟类的单项选择题，请直接给出正确答案的选项。\n\n" +
      "题目：第一问____。\nA. 一甲\nB. 一乙\nC. 一丙\nD. 一丁\n答案是：A\n\n" +
      "题目：自____起____日内申请:\nA. one\nB. a{B}.\nC. 丙 \nD. 丁\n答案是：",
    choices: ["A", "B", "C", "D"],
  });
});

test("CMMLU with chain of thought: only the last question asks for it", () => {
  expect(examPrompt("cmmlu", { style: "official-cot", shots: 1 })).toEqual({
    prompt:
      "以下是关于鸟类的单项选择题，请分析并选出正确答案。\n\n" +
      "题目：第一问____。\nA. 一甲\nB. 一乙\nC. 一丙\nD. 一丁\n答案是：A\n\n" +
      "题目：自____起____日内申请:\nA. one\nB. a{B}.\nC. 丙 \nD. 丁\n逐步分析并给出答案选项。",
    choices: [],
  });
});
