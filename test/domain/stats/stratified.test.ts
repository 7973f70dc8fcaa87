import { expect, test } from "vitest";
import { grouping } from "../../../harness/domain/stats/grouping.ts";
import { stratified } from "../../../harness/domain/stats/stratified.ts";
import { cevalResults } from "./fixtures/ceval-table.ts";

const { values, subjects } = cevalResults();
const strata = grouping(subjects);

test("the macro standard error of a real C-Eval table is golden to four digits, the table's rounding", () => {
  const result = stratified({ values, subjects: strata, average: "macro" });
  expect(result.ok && result.value.value).toBeCloseTo(0.5514391, 7);
  expect(result.ok && result.value.se).toBeCloseTo(0.0138664247, 10);
});

// The printed table's own .0132292 comes from standard errors rounded to four digits, pooled a little differently.
test("the micro standard error of a real C-Eval table is that of lm-eval to four digits", () => {
  const result = stratified({ values, subjects: strata, average: "micro" });
  expect(result.ok && result.value.value).toBeCloseTo(0.5482912, 7);
  expect(result.ok && result.value.se).toBeCloseTo(0.0132247162, 10);
});

test("a subject with one question is named, not guessed", () => {
  const result = stratified({ values: [1, 0, 1], subjects: grouping(["a", "a", "b"]), average: "micro" });
  expect(result).toEqual({ ok: false, error: { reason: "lone-question", subject: "b" } });
});
