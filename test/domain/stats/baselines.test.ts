import { expect, test } from "vitest";
import { baselines } from "../../../harness/domain/stats/baselines.ts";

const items = [
  { subject: "law", options: ["aa", "b", "c", "d"], answer: 0 }, // longest
  { subject: "law", options: ["a", "b", "c", "dddd"], answer: 0 }, // tied shortest of three
  { subject: "law", options: ["a", "b", "cc", "dd"], answer: 3 }, // tied longest of two
  { subject: "art", options: ["x", "yy", "zzz", "wwww"], answer: 1 }, // neither
];

test("each rule is scored as both averages", () => {
  const scores = baselines(items);
  expect(scores?.constantLetter).toEqual({ letter: "A", micro: 0.5, macro: 1 / 3 });
  expect(scores?.subjectLetter.micro).toBeCloseTo(0.75, 12); // A for law, B for art
  expect(scores?.subjectLetter.macro).toBeCloseTo((2 / 3 + 1) / 2, 12);
  expect(scores?.longestOption.micro).toBeCloseTo(1.5 / 4, 12);
  expect(scores?.shortestOption.micro).toBeCloseTo(1 / 3 / 4, 12);
});

test("length is counted in characters, so a rare character is one", () => {
  const scores = baselines([{ subject: "s", options: ["𠮷", "ab"], answer: 0 }]);
  expect(scores?.shortestOption.micro).toBe(1);
});

test("without questions there are no baselines", () => {
  expect(baselines([])).toBeNull();
});
