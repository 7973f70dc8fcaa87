import { expect, test } from "vitest";
import { conditionDifference } from "../../../harness/domain/stats/not-comparable.ts";

const official = {
  benchmark: "ceval",
  protocol: "official",
  mode: "logit",
  normalisation: "raw",
  shots: 5,
  split: "val",
};

test("equal conditions compare", () => {
  expect(conditionDifference(official, { ...official })).toBeNull();
});

test.each([
  ["benchmark", "cmmlu"],
  ["protocol", "lm-eval"],
  ["mode", "generate"],
  ["normalisation", "bytes"],
  ["shots", 0],
  ["split", "test"],
] as const)("another %s is named with both values", (field, value) => {
  expect(conditionDifference(official, { ...official, [field]: value })).toEqual({
    reason: "different-conditions",
    field,
    first: String(official[field]),
    second: String(value),
  });
});
