import { expect, test } from "vitest";
import { bonettPriceInterval } from "../../../harness/domain/stats/bonett-price.ts";

test.each([
  [1, 7, 21, -0.508359, -0.01338, 6],
  [162, 108, 1346, 0.0161753, 0.0639434, 7],
])("%d against %d of %d is golden", (...[onlyA, onlyB, n, low, high, digits]) => {
  const interval = bonettPriceInterval({ onlyA, onlyB, n, level: 0.95 });
  expect(interval.low).toBeCloseTo(low, digits);
  expect(interval.high).toBeCloseTo(high, digits);
});

test("no disagreement at all still leaves a range", () => {
  const { low, high } = bonettPriceInterval({ onlyA: 0, onlyB: 0, n: 10, level: 0.95 });
  expect(high).toBeGreaterThan(0.1);
  expect(low).toBe(-high);
});
