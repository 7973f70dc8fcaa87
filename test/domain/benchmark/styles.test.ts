import { expect, test } from "vitest";
import { styleSchema } from "../../../harness/domain/benchmark/style.ts";
import { stylesOf } from "../../../harness/domain/benchmark/styles.ts";
import { readGarden } from "../../fixtures/read-garden.ts";

test.each(["ceval", "cmmlu", "mine"])(
  "every built-in style of %s is one that a card could bring",
  (benchmark) => {
    for (const style of stylesOf(benchmark, {}).values()) {
      expect(styleSchema.parse(style)).toEqual(style);
    }
  },
);

test("the exams have the prompts of every harness that publishes scores on them; every benchmark has plain", () => {
  const everywhere = ["lighteval", "llama-factory", "lm-eval", "official", "official-cot"];
  expect([...stylesOf("ceval", {}).keys()].sort()).toEqual([
    ...everywhere,
    "opencompass:ceval_gen_5f30c7",
    "opencompass:ceval_ppl_1cd8bf",
    "opencompass:ceval_ppl_578f8d",
    "opencompass:ceval_zero_shot_gen_bd40ef",
    "plain",
  ]);
  expect([...stylesOf("cmmlu", {}).keys()].sort()).toEqual([
    ...everywhere,
    "opencompass:cmmlu_0shot_cot_gen_305931",
    "opencompass:cmmlu_gen_c13365",
    "opencompass:cmmlu_ppl_041cbf",
    "opencompass:cmmlu_ppl_8b9c76",
    "plain",
  ]);
  expect([...stylesOf("mine", {}).keys()]).toEqual(["plain"]);
});

test("each publishes its own average and gives way in its own manner where a prompt is too long", () => {
  const rules = (benchmark: string, name: string): readonly unknown[] => {
    const style = stylesOf(benchmark, {}).get(name);
    return [style?.average, style?.truncation, style?.extraction];
  };
  expect(rules("ceval", "official")).toEqual(["macro", "none", "ceval-answer"]);
  expect(rules("ceval", "official-cot")).toEqual(["macro", "none", "ceval-chain-of-thought"]);
  expect(rules("cmmlu", "official")).toEqual(["macro", "drop-longest-demos", "cmmlu-choice"]);
  expect(rules("cmmlu", "lm-eval")).toEqual(["micro", "left-tokens", null]);
  expect(rules("ceval", "llama-factory")).toEqual(["micro", "none", null]);
  expect(rules("ceval", "lighteval")).toEqual(["macro", "left-tokens", null]);
  expect(rules("ceval", "opencompass:ceval_ppl_578f8d")).toEqual(["macro", "drop-last-demo", null]);
  const extractionOf = (benchmark: string, name: string) => rules(benchmark, `opencompass:${name}`)[2];
  expect(extractionOf("ceval", "ceval_gen_5f30c7")).toBe("opencompass-first-capital");
  expect(extractionOf("ceval", "ceval_zero_shot_gen_bd40ef")).toBe("opencompass-first-option");
  expect(extractionOf("cmmlu", "cmmlu_gen_c13365")).toBe("opencompass-first-capital");
  expect(extractionOf("cmmlu", "cmmlu_0shot_cot_gen_305931")).toBe("opencompass-answer-line");
});

test("a card's own style goes before a built-in one of the same name", () => {
  const { letters } = readGarden().styles;
  if (letters === undefined) throw new Error("the garden has the style letters");
  expect(stylesOf("ceval", { official: letters }).get("official")).toBe(letters);
});
