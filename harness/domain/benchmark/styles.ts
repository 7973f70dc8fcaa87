import type { Style } from "./style.ts";
import { LETTERED } from "./styles/lettered.ts";
import { LIGHTEVAL_CEVAL, LIGHTEVAL_CMMLU } from "./styles/lighteval.ts";
import { LLAMA_FACTORY } from "./styles/llama-factory.ts";
import { LM_EVAL_CEVAL, LM_EVAL_CMMLU } from "./styles/lm-eval.ts";
import { OFFICIAL_CEVAL, OFFICIAL_CMMLU } from "./styles/official.ts";
import { OPENCOMPASS_CEVAL, OPENCOMPASS_CMMLU } from "./styles/opencompass.ts";

/** The question's own text is the prompt, the option texts are what is scored. */
const PLAIN: Style = {
  ...LETTERED,
  source: "permafrost",
  item: "{question}",
  option: "{option}",
  answer: "{option}{cloze_suffix}",
  separator: "\n",
  scored: { cloze: "{option}{cloze_suffix}" },
  average: "micro",
};

const OF_EVERY_BENCHMARK: Readonly<Record<string, Style>> = { plain: PLAIN };
const OF_BENCHMARK: ReadonlyMap<string, Readonly<Record<string, Style>>> = new Map([
  [
    "ceval",
    { ...OFFICIAL_CEVAL, ...LM_EVAL_CEVAL, ...OPENCOMPASS_CEVAL, ...LLAMA_FACTORY, ...LIGHTEVAL_CEVAL },
  ],
  [
    "cmmlu",
    { ...OFFICIAL_CMMLU, ...LM_EVAL_CMMLU, ...OPENCOMPASS_CMMLU, ...LLAMA_FACTORY, ...LIGHTEVAL_CMMLU },
  ],
]);

/** The styles of a benchmark by name; those that its card brings go before the built-in ones. */
export function stylesOf(
  benchmark: string,
  own: Readonly<Record<string, Style>>,
): ReadonlyMap<string, Style> {
  return new Map(Object.entries({ ...OF_EVERY_BENCHMARK, ...OF_BENCHMARK.get(benchmark), ...own }));
}
