import { expect, test } from "vitest";
import { newcombeInterval } from "../../../harness/domain/stats/newcombe.ts";

test("two golden tables", () => {
  const small = newcombeInterval({ both: 1, onlyA: 1, onlyB: 7, neither: 12 });
  expect(small.low).toBeCloseTo(-0.50692, 6);
  expect(small.high).toBeCloseTo(-0.025559, 6);
  const large = newcombeInterval({ both: 234, onlyA: 162, onlyB: 108, neither: 842 });
  expect(large.low).toBeCloseTo(0.0162296, 7);
  expect(large.high).toBeCloseTo(0.0639811, 7);
});

test("an arm without variation has no correlation to use, and still an interval", () => {
  const { low, high } = newcombeInterval({ both: 0, onlyA: 8, onlyB: 0, neither: 0 });
  expect(low).toBeGreaterThan(0.3);
  expect(high).toBeCloseTo(1, 12);
});
