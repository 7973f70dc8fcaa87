import fc from "fast-check";
import { expect, test } from "vitest";
import { wilson } from "../../../harness/domain/stats/wilson.ts";
import { expectClose } from "./fixtures/close.ts";

test("396 of 1346 is the golden interval", () => {
  const { low, high, se } = wilson(396, 1346);
  expectClose(low, 0.270474440327347, 1e-13);
  expectClose(high, 0.3191069906030609, 1e-13);
  expectClose(se, Math.sqrt(((396 / 1346) * (950 / 1346)) / 1346), 1e-14);
});

test.each([
  [398, 27.19, 32.06],
  [342, 23.16, 27.8],
  [344, 23.3, 27.95],
  [358, 24.31, 29.02],
  [354, 24.02, 28.72],
])("%d of 1346 has the interval of the re-analysis", (k, low, high) => {
  expect(wilson(k, 1346).low * 100).toBeCloseTo(low, 2);
  expect(wilson(k, 1346).high * 100).toBeCloseTo(high, 2);
});

test("it holds the value, stays in [0, 1], and never collapses", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (n, k) => {
      fc.pre(k <= n);
      const { value, low, high } = wilson(k, n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(high - low).toBeGreaterThan(0);
    }),
  );
});

test("right and wrong are mirror images", () => {
  const right = wilson(3, 19);
  const wrong = wilson(16, 19);
  expectClose(right.low, 1 - wrong.high, 1e-14);
  expectClose(right.high, 1 - wrong.low, 1e-14);
});
