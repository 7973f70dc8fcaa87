import { expect, test } from "vitest";
import { readItemLine } from "../../../harness/app/import/item-line.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";

const line = { benchmark: "garden", subject: "trees", id: "0", prediction: "A", answer: "A", correct: 1 };

test("the six required fields are enough, and others are left alone", () => {
  expect(valueOf(readItemLine({ ...line, text: "whatever" }))).toEqual({
    ...line,
    logprobs: [],
    protocol: null,
    mode: null,
    shots: null,
    split: null,
  });
});

test("a numeric id is its text, and true is 1", () => {
  expect(valueOf(readItemLine({ ...line, id: 7, correct: true }))).toMatchObject({ id: "7", correct: 1 });
});

test("everything that is wrong with a line is said at once, with the field", () => {
  const problems = errorOf(
    readItemLine({ ...line, subject: undefined, correct: 2, shots: -1, mode: "guess" }),
  );
  expect(problems).toHaveLength(4);
  expect(problems.map((text) => /"(\w+)"/.exec(text)?.[1])).toEqual(["subject", "correct", "mode", "shots"]);
  expect(errorOf(readItemLine([1]))[0]).toContain("expected object");
});
