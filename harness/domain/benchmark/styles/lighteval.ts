import type { Style } from "../style.ts";
import { LETTERED } from "./lettered.ts";
import { LIGHTEVAL_DEMOS_CEVAL, LIGHTEVAL_DEMOS_CMMLU } from "./lighteval-demos.ts";

const SHOTS = { counts: [0, 1, 2, 3, 4, 5], because: "its sampler takes them from the five rows of dev" };

const LIGHTEVAL = {
  ...LETTERED,
  item: "问题：{question}\n{options}\n答案：",
  option: "{letter}。{option}",
  answer: " {letter}", // with a space, which the scored letter lacks
  scored: { logit: "{letter}" },
  truncation: "left-tokens",
} as const;

/** huggingface/lighteval's tasks ceval_zho_mcf. */
export const LIGHTEVAL_CEVAL: Readonly<Record<string, Style>> = {
  lighteval: {
    ...LIGHTEVAL,
    shots: SHOTS,
    source: "huggingface/lighteval 3fd15266, ceval_zho_mcf",
    rewrite: "lighteval-ceval",
    demos: { rows: LIGHTEVAL_DEMOS_CEVAL },
  },
};

/** huggingface/lighteval's tasks cmmlu_zho_mcf. */
export const LIGHTEVAL_CMMLU: Readonly<Record<string, Style>> = {
  lighteval: {
    ...LIGHTEVAL,
    shots: SHOTS,
    source: "huggingface/lighteval 3fd15266, cmmlu_zho_mcf",
    rewrite: "lighteval",
    demos: { rows: LIGHTEVAL_DEMOS_CMMLU },
  },
};
