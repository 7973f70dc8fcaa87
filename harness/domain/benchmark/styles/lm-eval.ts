import type { Style } from "../style.ts";
import { LETTERED } from "./lettered.ts";

const LM_EVAL = {
  ...LETTERED,
  item: "{question}\n{options}\n答案：",
  answer: " {letter}",
  strip: "python",
  scored: { logit: " {letter}" },
  truncation: "left-tokens",
  average: "micro",
} as const;

/** EleutherAI/lm-evaluation-harness's task group ceval-valid. */
export const LM_EVAL_CEVAL: Readonly<Record<string, Style>> = {
  "lm-eval": {
    ...LM_EVAL,
    source: "EleutherAI/lm-evaluation-harness 4e7e0d47, ceval-valid 2.0",
    head: "以下是中国关于{subject_zh}的单项选择题，请选出其中的正确答案。\n\n",
  },
};

/** EleutherAI/lm-evaluation-harness's task group cmmlu. */
export const LM_EVAL_CMMLU: Readonly<Record<string, Style>> = {
  "lm-eval": {
    ...LM_EVAL,
    source: "EleutherAI/lm-evaluation-harness 4e7e0d47, cmmlu 1.0",
    head: "以下是关于{subject_zh}的单项选择题，请直接给出正确答案的选项。\n\n",
  },
};
