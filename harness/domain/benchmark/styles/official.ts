import type { Style } from "../style.ts";
import { LETTERED } from "./lettered.ts";

const CEVAL_HEAD = "以下是中国关于{subject_zh}考试的单项选择题，请选出其中的正确答案。\n\n";

/** hkust-nlp/ceval: answer only as in its README; chain of thought as in its LLaMA evaluator. */
export const OFFICIAL_CEVAL: Readonly<Record<string, Style>> = {
  official: {
    ...LETTERED,
    source: "hkust-nlp/ceval cba65ae9, README (answer only)",
    head: CEVAL_HEAD,
    item: "{question}\n{options}\n答案：",
    scored: { logit: "{letter}" },
    extraction: "ceval-answer",
  },
  "official-cot": {
    ...LETTERED,
    source: "hkust-nlp/ceval cba65ae9, evaluators/llama.py (chain of thought)",
    head: CEVAL_HEAD,
    item: "{question}\n{options}\n答案：让我们一步一步思考，\n",
    answer: "{explanation}\n所以答案是{letter}。",
    cue: "1.", // its README shows "1. "; this is what its code sends
    extraction: "ceval-chain-of-thought",
  },
};

/** haonan-li/CMMLU; with chain of thought its demos stay answer-only. */
export const OFFICIAL_CMMLU: Readonly<Record<string, Style>> = {
  official: {
    ...LETTERED,
    source: "haonan-li/CMMLU d6e7b716, src/mp_utils.py",
    head: "以下是关于{subject_zh}的单项选择题，请直接给出正确答案的选项。\n\n",
    item: "题目：{question}\n{options}\n答案是：",
    scored: { logit: "{letter}" },
    extraction: "cmmlu-choice",
    truncation: "drop-longest-demos",
  },
  "official-cot": {
    ...LETTERED,
    source: "haonan-li/CMMLU d6e7b716, src/mp_utils.py (cot=True)",
    head: "以下是关于{subject_zh}的单项选择题，请分析并选出正确答案。\n\n",
    item: "题目：{question}\n{options}",
    answer: "\n答案是：{letter}",
    cue: "\n逐步分析并给出答案选项。",
    extraction: "cmmlu-choice",
    truncation: "drop-longest-demos",
  },
};
