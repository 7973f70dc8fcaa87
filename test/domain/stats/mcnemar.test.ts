import fc from "fast-check";
import { expect, test } from "vitest";
import { mcnemar, pairedCounts } from "../../../harness/domain/stats/mcnemar.ts";
import { expectClose } from "./fixtures/close.ts";

test("Fagerland's example, 1 against 7", () => {
  const { exact, midP } = mcnemar(1, 7);
  expectClose(exact, 0.0703125, 1e-13);
  expectClose(midP, 0.0390625, 1e-13);
});

test("162 against 108", () => {
  const { exact, midP } = mcnemar(162, 108);
  expect(exact).toBeCloseTo(0.00121655, 8);
  expect(midP).toBeCloseTo(0.00100097, 8);
});

test("no disagreement, or an even one, is no evidence", () => {
  expect(mcnemar(0, 0)).toMatchObject({ exact: 1, midP: 1 });
  expect(mcnemar(9, 9)).toMatchObject({ exact: 1, midP: 1 });
});

test("both p-values are in (0, 1], symmetric, and mid-p is never the larger", () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), (b, c) => {
      const { exact, midP } = mcnemar(b, c);
      expect(midP).toBeGreaterThan(0);
      expect(midP).toBeLessThanOrEqual(exact);
      expect(exact).toBeLessThanOrEqual(1);
      expect(mcnemar(c, b)).toMatchObject({ exact, midP });
    }),
  );
});

test("the four cells are counted", () => {
  expect(pairedCounts([1, 1, 0, 0, 1], [1, 0, 1, 0, 0])).toEqual({ both: 1, onlyA: 2, onlyB: 1, neither: 1 });
});
