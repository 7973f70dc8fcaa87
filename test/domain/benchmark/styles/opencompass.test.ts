import { expect, test } from "vitest";
import { examPrompt } from "../../../fixtures/exam-prompt.ts";

const prompt = (benchmark: "ceval" | "cmmlu", name: string) =>
  examPrompt(benchmark, { style: `opencompass:${name}` });
// {B} stays: it arrives with option B itself, after which only C and D are put in.
const options = "\nA. one\nB. a{B}.\nC. 丙 \nD. 丁";
const demo = (n: string): string => `第${n}问____。\nA. ${n}甲\nB. ${n}乙\nC. ${n}丙\nD. ${n}丁`;
const demos = ["一", "二", "三", "四", "五"].map((n, i) => [demo(n), "ABCDA"[i] ?? ""] as const);

test("ceval_ppl_578f8d repeats its head; the letter has its own line; five line feeds before the question", () => {
  const head = "以下是中国关于鸟类考试的单项选择题，请选出其中的正确答案。\n";
  const shown = demos.map(([text, letter]) => `${head}${text}\n答案: \n${letter}\n\n\n`).join("");
  expect(prompt("ceval", "ceval_ppl_578f8d")).toEqual({
    prompt: `${shown}\n\n${head}自____起____日内申请:${options}\n答案: \n`,
    choices: ["A", "B", "C", "D"],
  });
});

test("ceval_ppl_1cd8bf shows its head once, and scores the space with the letter", () => {
  const shown = demos.map(([text, letter]) => `${text}\n答案: ${letter}\n\n`).join("");
  expect(prompt("ceval", "ceval_ppl_1cd8bf")).toEqual({
    prompt: `以下是关于鸟类的单项选择题，请直接给出正确答案的选项。\n${shown}自____起____日内申请:${options}\n答案:`,
    choices: [" A", " B", " C", " D"],
  });
});

test("ceval_gen_5f30c7 has one line feed after a demo, and ends with a space", () => {
  const head = "以下是中国关于鸟类考试的单项选择题，请选出其中的正确答案。\n";
  const shown = demos.map(([text, letter]) => `${head}${text}\n答案: \n${letter}\n`).join("");
  expect(prompt("ceval", "ceval_gen_5f30c7")).toEqual({
    prompt: `${shown}${head}自____起____日内申请:${options}\n答案: `,
    choices: [],
  });
});

test("ceval_zero_shot_gen_bd40ef begins with a line feed", () => {
  expect(prompt("ceval", "ceval_zero_shot_gen_bd40ef")).toEqual({
    prompt: `\n以下是中国关于鸟类考试的单项选择题，请选出其中的正确答案。\n自____起____日内申请:${options}\n让我们一步一步思考。答案: `,
    choices: [],
  });
});

test("cmmlu_ppl_8b9c76 repeats its head; the letter stands on the cue's line", () => {
  const head = "以下是关于鸟类的单项选择题，请直接给出正确答案的选项。\n题目：";
  const shown = demos.map(([text, letter]) => `${head}${text}\n答案是: ${letter}\n\n\n`).join("");
  expect(prompt("cmmlu", "cmmlu_ppl_8b9c76")).toEqual({
    prompt: `${shown}\n\n${head}自____起____日内申请:${options}\n答案是:`,
    choices: [" A", " B", " C", " D"],
  });
});

test("cmmlu_ppl_041cbf shows its head once", () => {
  const shown = demos.map(([text, letter]) => `题目：${text}\n答案是: ${letter}\n\n`).join("");
  expect(prompt("cmmlu", "cmmlu_ppl_041cbf")).toEqual({
    prompt: `以下是关于鸟类的单项选择题，请直接给出正确答案的选项。\n${shown}题目：自____起____日内申请:${options}\n答案是:`,
    choices: [" A", " B", " C", " D"],
  });
});

test("cmmlu_gen_c13365 has one line feed after a demo, and ends with a space", () => {
  const head = "以下是关于鸟类的单项选择题，请直接给出正确答案的选项。\n题目：";
  const shown = demos.map(([text, letter]) => `${head}${text}\n答案是: ${letter}\n`).join("");
  expect(prompt("cmmlu", "cmmlu_gen_c13365")).toEqual({
    prompt: `${shown}${head}自____起____日内申请:${options}\n答案是: `,
    choices: [],
  });
});

test("cmmlu_0shot_cot_gen_305931 asks for a last line to read, with blank lines and brackets", () => {
  expect(prompt("cmmlu", "cmmlu_0shot_cot_gen_305931")).toEqual({
    prompt:
      "请回答以下关于鸟类的单项选择题, 你回答的最后一行**必须**是以下格式 '答案: $选项' (不带引号), " +
      "其中选项是ABCD之一. 请在回答之前一步步思考.\n\n" +
      "自____起____日内申请:\n\nA) one\nB) a{B}.\nC) 丙 \nD) 丁",
    choices: [],
  });
});
