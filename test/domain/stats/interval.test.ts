import { expect, test } from "vitest";
import { clampedInterval } from "../../../harness/domain/stats/interval.ts";

test("an interval never leaves what is possible", () => {
  expect(clampedInterval(0.95, 0.1, { low: 0, high: 1 })).toEqual({ low: 0.95 - 0.1, high: 1 });
  expect(clampedInterval(0.05, 0.1, { low: 0, high: 1 })).toEqual({ low: 0, high: 0.05 + 0.1 });
});
