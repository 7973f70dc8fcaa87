import { expect, test } from "vitest";
import { judgeAnswers } from "../../../harness/domain/benchmark/answers.ts";
import type { Normalisation } from "../../../harness/domain/benchmark/normalisation.ts";
import { renderPrompts } from "../../../harness/domain/benchmark/prompt.ts";
import type { ItemAnswer } from "../../../harness/domain/contract/requests.ts";
import { errorOf, itemsOf, protocolOf, readGarden, valueOf } from "../../fixtures/read-garden.ts";

const card = readGarden();
const promptsOf = (split: string) =>
  valueOf(
    renderPrompts({
      card,
      protocol: protocolOf(card, { style: "plain", mode: "cloze" }),
      items: itemsOf(card, split).slice(0, 2),
      demos: [],
    }),
  ).prompts;
const answer = (key: string, logprobs: readonly number[], tokens = [1, 1, 1, 1]): ItemAnswer => ({
  key,
  logprobs: [...logprobs],
  tokens,
  truncated: false,
});
const judge = (answers: readonly ItemAnswer[], normalisation: Normalisation = "raw", split = "val") =>
  judgeAnswers({ prompts: promptsOf(split), answers, normalisation });

test("the likeliest choice is the prediction, in the order of the prompts", () => {
  const results = valueOf(judge([answer("trees/1", [-9, -1, -2, -3]), answer("trees/0", [-1, -2, -3, -4])]));
  expect(
    results.map(({ id, prediction, answer: gold, correct, ties }) => [id, prediction, gold, correct, ties]),
  ).toEqual([
    ["0", "A", "A", 1, 0],
    ["1", "B", "A", 0, 0],
  ]);
});

test("equal choices go to the first letter and are counted", () => {
  const [result] = valueOf(judge([answer("trees/0", [-5, -2, -2, -2]), answer("trees/1", [-1, -2, -2, -2])]));
  expect(result).toMatchObject({ prediction: "B", ties: 2, correct: 0 });
});

test("a normalisation can change the prediction, never the stored log-probabilities", () => {
  // Scored texts of trees/1 with the suffix: "①。", "②。", "①, ②。", "都不对。".
  const logprobs = [-3, -9, -4, -9];
  const answers = [answer("trees/0", [-1, -2, -3, -4]), answer("trees/1", logprobs, [1, 9, 1, 1])];
  const predictions = (["raw", "per-char", "per-token"] as const).map((normalisation) => {
    const [, result] = valueOf(judge(answers, normalisation));
    expect(result?.logprobs).toEqual(logprobs);
    return result?.prediction;
  });
  expect(predictions).toEqual(["A", "C", "B"]);
});

test("without public answers there is a prediction, but nothing is right or wrong", () => {
  const results = valueOf(
    judge([answer("trees/0", [-1, -2, -3, -4]), answer("birds/0", [-4, -3, -2, -1])], "raw", "test"),
  );
  expect(results.map(({ prediction, correct }) => [prediction, correct])).toEqual([
    ["A", null],
    ["D", null],
  ]);
});

test.each([
  ["missing", [answer("trees/0", [-1, -2, -3, -4])], "trees/1 is missing"],
  [
    "foreign",
    [answer("trees/0", [-1, -2, -3, -4]), answer("trees/1", [-1, -2, -3, -4]), answer("x/0", [0])],
    "x/0 was not asked",
  ],
  [
    "double",
    [
      answer("trees/0", [-1, -2, -3, -4]),
      answer("trees/1", [-1, -2, -3, -4]),
      answer("trees/1", [-1, -2, -3, -4]),
    ],
    "trees/1 is answered twice",
  ],
  [
    "infinite",
    [answer("trees/0", [-1, -2, -3, -4]), answer("trees/1", [-1, Number.NaN, -3, -4])],
    "trees/1 has a log-probability that is not a finite number",
  ],
  [
    "short",
    [answer("trees/0", [-1, -2, -3, -4]), answer("trees/1", [-1], [1])],
    "trees/1 has 1 log-probabilities and 1 token counts for 4 choices",
  ],
] as const)("a %s answer is a failure that names it", (_, answers, detail) => {
  expect(errorOf(judge(answers))).toEqual({ reason: "bad-answers", detail });
});

test("many bad answers are summed up", () => {
  const foreign = Array.from({ length: 9 }, (_, i) => answer(`x/${i}`, [0]));
  expect(errorOf(judge(foreign)).detail).toBe(
    "trees/0 is missing; trees/1 is missing; x/0 was not asked; and 8 more",
  );
});
