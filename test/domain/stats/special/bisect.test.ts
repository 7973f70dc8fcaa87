import { expect, test } from "vitest";
import { bisect } from "../../../../harness/domain/stats/special/bisect.ts";

test("a root is found to neighbouring doubles", () => {
  expect(bisect({ f: (x) => x * x - 2, low: 0, high: 2 })).toBeCloseTo(Math.SQRT2, 15);
});

test("without a sign change the nearer end is returned", () => {
  expect(bisect({ f: () => -1, low: 0, high: 1 })).toBe(1);
  expect(bisect({ f: () => 1, low: 0, high: 1 })).toBeCloseTo(0, 15);
});
