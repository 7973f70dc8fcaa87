import { expect, test } from "vitest";
import { examPrompt } from "../../../fixtures/exam-prompt.ts";

test("C-Eval's questions lose their last blank; a space stands before a demo's letter, none before a scored one", () => {
  // Its sampler takes law's rows 0, 4, 2, 3, 1.
  expect(examPrompt("ceval", { style: "lighteval", shots: 2 })).toEqual({
    prompt:
      "问题：第一问？\nA。一甲\nB。一乙\nC。一丙\nD。一丁\n答案： A\n\n" +
      "问题：第五问？\nA。五甲\nB。五乙\nC。五丙\nD。五丁\n答案： A\n\n" +
      "问题：自____起 日内申请:？\nA。One\nB。A{B}。\nC。丙\nD。丁\n答案：",
    choices: ["A", "B", "C", "D"],
  });
});

test("CMMLU's questions are asked as they are, but for marks and capitals", () => {
  expect(examPrompt("cmmlu", { style: "lighteval", shots: 0 })).toEqual({
    prompt: "问题：自____起____日内申请：\nA。One\nB。A{B}。\nC。丙\nD。丁\n答案：",
    choices: ["A", "B", "C", "D"],
  });
});
