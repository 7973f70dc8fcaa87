import type { Style } from "../style.ts";
import { LETTERED } from "./lettered.ts";

/**
 * open-compass/opencompass's configurations, as a base model without a meta template gets them. A scored continuation
 * begins where a tokenizer can't join it to what stands before: with the space of `答案: A`, after the line feed of
 * `答案: ⏎A`.
 */
const OPENCOMPASS = {
  ...LETTERED,
  rewrite: "universal-newlines",
  fill: "in-turn",
  truncation: "drop-last-demo",
} as const;

const FIVE_SHOT = { counts: [5], because: "its configuration fixes the demos: rows 0 to 4" };
const ZERO_SHOT = { counts: [0], because: "its configuration has no demos" };

const CEVAL_HINT = "以下是中国关于{subject_zh}考试的单项选择题，请选出其中的正确答案。\n";
const CMMLU_HINT = "以下是关于{subject_zh}的单项选择题，请直接给出正确答案的选项。\n";

const sourceOf = (file: string): string => `open-compass/opencompass a5acc4bb, configs/datasets/${file}.py`;

/** OpenCompass's C-Eval configurations. */
export const OPENCOMPASS_CEVAL: Readonly<Record<string, Style>> = {
  "opencompass:ceval_ppl_578f8d": {
    ...OPENCOMPASS,
    source: sourceOf("ceval/ceval_ppl_578f8d"),
    item: `${CEVAL_HINT}{question}\n{options}\n答案: \n`,
    separator: "\n\n\n",
    lead: "\n\n",
    shots: FIVE_SHOT,
    scored: { logit: "{letter}" },
  },
  "opencompass:ceval_ppl_1cd8bf": {
    ...OPENCOMPASS,
    source: sourceOf("ceval/ceval_ppl_1cd8bf"),
    head: CMMLU_HINT, // the words of CMMLU, in C-Eval too
    item: "{question}\n{options}\n答案:",
    answer: " {letter}",
    shots: FIVE_SHOT,
    scored: { logit: " {letter}" },
  },
  "opencompass:ceval_gen_5f30c7": {
    ...OPENCOMPASS,
    source: sourceOf("ceval/ceval_gen_5f30c7"),
    item: `${CEVAL_HINT}{question}\n{options}\n答案: `,
    answer: "\n{letter}",
    separator: "\n",
    shots: FIVE_SHOT,
    extraction: "opencompass-first-capital",
  },
  "opencompass:ceval_zero_shot_gen_bd40ef": {
    ...OPENCOMPASS,
    source: sourceOf("ceval/ceval_zero_shot_gen_bd40ef"),
    // The line feed joins the round to the demos, which are an empty text here.
    head: `\n${CEVAL_HINT}`,
    item: "{question}\n{options}\n让我们一步一步思考。答案: ",
    shots: ZERO_SHOT,
    extraction: "opencompass-first-option",
  },
};

/** OpenCompass's CMMLU configurations. */
export const OPENCOMPASS_CMMLU: Readonly<Record<string, Style>> = {
  "opencompass:cmmlu_ppl_8b9c76": {
    ...OPENCOMPASS,
    source: sourceOf("cmmlu/cmmlu_ppl_8b9c76"),
    item: `${CMMLU_HINT}题目：{question}\n{options}\n答案是:`,
    answer: " {letter}",
    separator: "\n\n\n",
    lead: "\n\n",
    shots: FIVE_SHOT,
    scored: { logit: " {letter}" },
  },
  "opencompass:cmmlu_ppl_041cbf": {
    ...OPENCOMPASS,
    source: sourceOf("cmmlu/cmmlu_ppl_041cbf"),
    head: CMMLU_HINT,
    item: "题目：{question}\n{options}\n答案是:",
    answer: " {letter}",
    shots: FIVE_SHOT,
    scored: { logit: " {letter}" },
  },
  "opencompass:cmmlu_gen_c13365": {
    ...OPENCOMPASS,
    source: sourceOf("cmmlu/cmmlu_gen_c13365"),
    item: `${CMMLU_HINT}题目：{question}\n{options}\n答案是: `,
    separator: "\n",
    shots: FIVE_SHOT,
    extraction: "opencompass-first-capital",
  },
  "opencompass:cmmlu_0shot_cot_gen_305931": {
    ...OPENCOMPASS,
    source: sourceOf("cmmlu/cmmlu_0shot_cot_gen_305931"),
    head:
      "请回答以下关于{subject_zh}的单项选择题, 你回答的最后一行**必须**是以下格式 '答案: $选项' (不带引号), " +
      "其中选项是ABCD之一. 请在回答之前一步步思考.\n\n",
    item: "{question}\n\n{options}",
    option: "{letter}) {option}",
    shots: ZERO_SHOT,
    extraction: "opencompass-answer-line",
  },
};
