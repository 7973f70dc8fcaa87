import { expect, test } from "vitest";
import { examPrompt } from "../../../fixtures/exam-prompt.ts";

test.each(["ceval", "cmmlu"] as const)("%s is asked in the words of C-Eval, without demos", (benchmark) => {
  expect(examPrompt(benchmark, { style: "llama-factory" })).toEqual({
    prompt:
      "以下是中国关于鸟类考试的单项选择题，请选出其中的正确答案。\n\n" +
      "自____起____日内申请:\nA. one\nB. a{B}.\nC. 丙 \nD. 丁\n答案：",
    choices: ["A", "B", "C", "D"],
  });
});
