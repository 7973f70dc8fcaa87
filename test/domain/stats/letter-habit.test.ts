import { expect, test } from "vitest";
import type { LetterItem } from "../../../harness/domain/stats/kappa.ts";
import { letterHabit } from "../../../harness/domain/stats/letter-habit.ts";
import { expectClose } from "./fixtures/close.ts";

const ABCD = ["A", "B", "C", "D"];
const items = (answers: string, predictions: string): readonly LetterItem[] =>
  Array.from(answers, (answer, i) => {
    const prediction = predictions[i] ?? "";
    return { subject: "s", answer, prediction: prediction === "-" ? null : prediction };
  });

test("a constant letter is seen at once: all of the predictions, RStd sqrt(3)/4", () => {
  const habit = letterHabit(items("ABCDABCD", "BBBBBBBB"), ABCD);
  expect(habit).toMatchObject({ modal: "B", modalShare: 1, unread: 0 });
  expect(habit?.letters.map(({ recall }) => recall)).toEqual([0, 1, 0, 0]);
  expectClose(habit?.rstd ?? NaN, Math.sqrt(3) / 4);
});

test("no preference has RStd 0, and unread answers count as predictions of nothing", () => {
  const habit = letterHabit(items("AABBCCDD", "A-B-C-D-"), ABCD);
  expect(habit).toMatchObject({ rstd: 0, unread: 0.5, modalShare: 0.125, modal: "A" });
  expect(habit?.letters[2]).toEqual({ letter: "C", right: 0.25, predicted: 0.125, recall: 0.5 });
});

test("a letter that is never right has no recall and is left out of RStd", () => {
  const habit = letterHabit(items("AABB", "AABA"), ABCD);
  expect(habit?.letters.map(({ recall }) => recall)).toEqual([1, 0.5, null, null]);
  expect(habit?.rstd).toBe(0.25);
});

test("nothing asked has no habit, and nothing read has no modal letter", () => {
  expect(letterHabit([], ABCD)).toBeNull();
  expect(letterHabit(items("AB", "--"), ABCD)).toMatchObject({
    modal: null,
    modalShare: 0,
    unread: 1,
    rstd: 0,
  });
});
