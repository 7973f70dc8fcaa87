import type { Style } from "../style.ts";
import { LETTERED } from "./lettered.ts";

/** hiyouga/LLaMA-Factory's evaluator in Chinese, turns joined as its template `fewshot` does: one for both exams. */
export const LLAMA_FACTORY: Readonly<Record<string, Style>> = {
  "llama-factory": {
    ...LETTERED,
    source: "hiyouga/LLaMA-Factory ff6d4d12, src/llamafactory/eval/template.py (lang zh)",
    head: "以下是中国关于{subject_zh}考试的单项选择题，请选出其中的正确答案。\n\n",
    item: "{question}\n{options}\n答案：",
    shots: { counts: [0], because: "it shuffles the demos anew for every question" },
    scored: { logit: "{letter}" },
    average: "micro",
  },
};
