import { expect, test } from "vitest";
import { mean, sampleVariance, sum } from "../../../harness/domain/stats/sum.ts";

test("small terms survive beside large ones that cancel", () => {
  expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  expect(sum(Array.from({ length: 100_000 }, () => 0.1))).toBe(10_000);
});

test("mean and variance of a known sample", () => {
  expect(mean([1, 2, 3, 6])).toBe(3);
  expect(sampleVariance([1, 2, 3, 6])).toBeCloseTo(14 / 3, 14);
  expect(sampleVariance([7])).toBe(0);
});
