import { describe, expect, test } from "vitest";
import type { LetterItem } from "../../../harness/domain/stats/kappa.ts";
import { letterPermutation } from "../../../harness/domain/stats/letter-permutation.ts";
import { randomStream } from "../../../harness/domain/stats/random.ts";
import { expectClose } from "./fixtures/close.ts";

const items = (subject: string, answers: string, predictions: string): readonly LetterItem[] =>
  Array.from(answers, (answer, i) => ({ subject, answer, prediction: predictions[i] ?? null }));

/** All orders of a text's letters, repeated ones as well. */
function orders(letters: string): readonly string[] {
  if (letters.length <= 1) return [letters];
  return Array.from(letters).flatMap((first, i) =>
    orders(letters.slice(0, i) + letters.slice(i + 1)).map((rest) => first + rest),
  );
}

const hitsOf = (answers: string, predictions: string): number =>
  Array.from(answers).filter((answer, i) => answer === predictions[i]).length;

describe("the exact permutation test", () => {
  test.each([
    ["ABCD", "ABCD"],
    ["AABBC", "ABABC"],
    ["AABCDD", "AAAABB"],
    ["ABCABC", "CBACAB"],
  ])("of %s against %s counts every permutation", (answers, predictions) => {
    const all = orders(answers).map((order) => hitsOf(order, predictions));
    const observed = hitsOf(answers, predictions);
    const test = letterPermutation(items("s", answers, predictions));
    expectClose(test?.p ?? NaN, all.filter((hits) => hits >= observed).length / all.length, 1e-14);
    expectClose(test?.expected ?? NaN, all.reduce((a, b) => a + b) / all.length, 1e-14);
  });

  test("permutes within subjects only", () => {
    // Each subject has one letter of its own: to know the subject is to know the letter, which is a habit.
    const split = [...items("a", "AAAA", "AAAA"), ...items("b", "BBBB", "BBBB")];
    expect(letterPermutation(split)).toMatchObject({ hits: 8, expected: 8, p: 1 });
    const mixed = items("s", "AAAABBBB", "AAAABBBB");
    expectClose(letterPermutation(mixed)?.p ?? NaN, (24 * 24) / 40320, 1e-14);
  });

  test("two subjects are combined", () => {
    const one = orders("ABC").map((order) => hitsOf(order, "ABB"));
    const two = orders("ABCD").map((order) => hitsOf(order, "AACD"));
    const observed = hitsOf("ABC", "ABB") + hitsOf("ABCD", "AACD");
    const all = one.flatMap((first) => two.map((second) => first + second));
    const p = letterPermutation([...items("a", "ABC", "ABB"), ...items("b", "ABCD", "AACD")])?.p;
    expectClose(p ?? NaN, all.filter((hits) => hits >= observed).length / all.length, 1e-14);
  });
});

test("a constant letter has p = 1, and so has an answer without letters", () => {
  expect(letterPermutation(items("s", "AAABCD", "AAAAAA"))?.p).toBe(1);
  expect(letterPermutation([{ subject: "s", answer: "A", prediction: null }])).toEqual({
    hits: 0,
    expected: 0,
    p: 1,
  });
  expect(letterPermutation([])).toBeNull();
});

test("at the largest subject of CMMLU it is exact still: guessing is unremarkable, knowing is not", () => {
  const random = randomStream(11);
  const letters = "ABCD";
  const guess = (): string => letters[random.below(4)] ?? "A";
  const answers = Array.from({ length: 411 }, guess);
  const of = (predict: (answer: string) => string) =>
    letterPermutation(answers.map((answer) => ({ subject: "s", answer, prediction: predict(answer) })));
  const guessing = of(guess);
  expect(guessing?.p).toBeGreaterThan(0.01);
  expect(guessing?.p).toBeLessThan(0.99);
  const knowing = of((answer) => (random.nextFloat() < 0.5 ? answer : guess()));
  expect(knowing?.p).toBeGreaterThan(0);
  expect(knowing?.p).toBeLessThan(1e-20);
});
