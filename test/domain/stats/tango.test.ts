import fc from "fast-check";
import { expect, test } from "vitest";
import { tangoInterval } from "../../../harness/domain/stats/tango.ts";

test.each([
  [1, 7, 21, -0.517232, -0.026003, 6],
  [162, 108, 1346, 0.0163015, 0.0641603, 7],
])("%d against %d of %d is golden", (...[onlyA, onlyB, n, low, high, digits]) => {
  const interval = tangoInterval({ onlyA, onlyB, n, level: 0.95 });
  expect(interval.low).toBeCloseTo(low, digits);
  expect(interval.high).toBeCloseTo(high, digits);
});

test("without disagreement the interval is z^2 / (n + z^2) wide on each side, not a point", () => {
  const square = 1.959963984540054 ** 2;
  const { low, high } = tangoInterval({ onlyA: 0, onlyB: 0, n: 100, level: 0.95 });
  expect(high).toBeCloseTo(square / (100 + square), 12);
  expect(low).toBeCloseTo(-square / (100 + square), 12);
});

test("it holds the difference, mirrors when the arms change places, and stays in [-1, 1]", () => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(60), fc.nat(100), (onlyA, onlyB, same) => {
      const n = onlyA + onlyB + same;
      fc.pre(n > 0);
      const { low, high } = tangoInterval({ onlyA, onlyB, n, level: 0.95 });
      const mirror = tangoInterval({ onlyA: onlyB, onlyB: onlyA, n, level: 0.95 });
      expect(low).toBeLessThanOrEqual((onlyA - onlyB) / n);
      expect(high).toBeGreaterThanOrEqual((onlyA - onlyB) / n);
      expect(low).toBeGreaterThanOrEqual(-1);
      expect(high).toBeLessThanOrEqual(1);
      expect(mirror.low).toBeCloseTo(-high, 9);
    }),
  );
});

test("it inverts the uncorrected McNemar test: 0 is outside exactly where (b - c)^2 / (b + c) > z^2", () => {
  fc.assert(
    fc.property(fc.nat(80), fc.nat(80), (onlyA, onlyB) => {
      fc.pre(onlyA + onlyB > 0);
      const { low, high } = tangoInterval({ onlyA, onlyB, n: 300, level: 0.95 });
      const isSignificant = (onlyA - onlyB) ** 2 / (onlyA + onlyB) > 1.959963984540054 ** 2;
      expect(low > 0 || high < 0).toBe(isSignificant);
    }),
  );
});
