import type { Style } from "./style.ts";

/** What the exam styles share: lettered options, the letter scored, demos in file order. */
const lettered = {
  option: "{letter}. {option}",
  separator: "\n\n",
  lead: "",
  demos: "first",
} as const;

const CEVAL: Readonly<Record<string, Style>> = {
  official: {
    ...lettered,
    source: "hkust-nlp/ceval cba65ae9, README (answer only)",
    head: "以下是中国关于{subject_zh}考试的单项选择题，请选出其中的正确答案。\n\n",
    item: "{question}\n{options}\n答案：",
    answer: "{letter}",
    strip: "none",
    scored: { logit: "{letter}" },
  },
  "lm-eval": {
    ...lettered,
    source: "EleutherAI/lm-evaluation-harness 4e7e0d47, ceval-valid 2.0",
    head: "以下是中国关于{subject_zh}的单项选择题，请选出其中的正确答案。\n\n",
    item: "{question}\n{options}\n答案：",
    answer: " {letter}",
    strip: "python",
    scored: { logit: " {letter}" },
  },
};

const CMMLU: Readonly<Record<string, Style>> = {
  official: {
    ...lettered,
    source: "haonan-li/CMMLU d6e7b716, src/mp_utils.py",
    head: "以下是关于{subject_zh}的单项选择题，请直接给出正确答案的选项。\n\n",
    item: "题目：{question}\n{options}\n答案是：",
    answer: "{letter}",
    strip: "none",
    scored: { logit: "{letter}" },
  },
  "lm-eval": {
    ...lettered,
    source: "EleutherAI/lm-evaluation-harness 4e7e0d47, cmmlu 1.0",
    head: "以下是关于{subject_zh}的单项选择题，请直接给出正确答案的选项。\n\n",
    item: "{question}\n{options}\n答案：",
    answer: " {letter}",
    strip: "python",
    scored: { logit: " {letter}" },
  },
};

/** The question's own text is the prompt, the option texts are what is scored. */
const PLAIN: Style = {
  source: "permafrost",
  head: "",
  item: "{question}",
  option: "{option}",
  answer: "{option}{cloze_suffix}",
  separator: "\n",
  lead: "",
  strip: "none",
  demos: "first",
  scored: { cloze: "{option}{cloze_suffix}" },
};

const OF_EVERY_BENCHMARK: Readonly<Record<string, Style>> = { plain: PLAIN };
const OF_BENCHMARK: ReadonlyMap<string, Readonly<Record<string, Style>>> = new Map([
  ["ceval", CEVAL],
  ["cmmlu", CMMLU],
]);

/** The styles of a benchmark by name; those that its card brings go before the built-in ones. */
export function stylesOf(
  benchmark: string,
  own: Readonly<Record<string, Style>>,
): ReadonlyMap<string, Style> {
  return new Map(Object.entries({ ...OF_EVERY_BENCHMARK, ...OF_BENCHMARK.get(benchmark), ...own }));
}
