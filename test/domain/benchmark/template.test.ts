import fc from "fast-check";
import { expect, test } from "vitest";
import { fillTemplate, placeholdersOf } from "../../../harness/domain/benchmark/template.ts";

test("a template is filled in one pass: braces inside a value stay as they are", () => {
  const values = new Map([
    ["question", "what is {letter}?"],
    ["letter", "A"],
  ]);
  expect(fillTemplate("{letter}. {question} {unknown} {constructor}", values)).toBe(
    "A. what is {letter}? {unknown} {constructor}",
  );
});

test("any value arrives unchanged, dollar signs and backslashes too", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 20 }), (value) => {
      expect(fillTemplate("<{question}>", new Map([["question", value]]))).toBe(`<${value}>`);
    }),
  );
  expect(fillTemplate("{question}", new Map([["question", "$& $1 \\frac{1}{2}"]]))).toBe(
    "$& $1 \\frac{1}{2}",
  );
});

test("the names in braces are found in order", () => {
  expect(placeholdersOf("{letter}. {option} {x1} { y }")).toEqual(["letter", "option"]);
});
