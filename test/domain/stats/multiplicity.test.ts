import fc from "fast-check";
import { expect, test } from "vitest";
import { benjaminiHochberg, holm } from "../../../harness/domain/stats/multiplicity.ts";

const rounded = (values: readonly number[]): number[] => values.map((value) => Number(value.toFixed(12)));

test("five even p-values are golden (R p.adjust)", () => {
  const p = [0.01, 0.02, 0.03, 0.04, 0.05];
  expect(rounded(holm(p))).toEqual([0.05, 0.08, 0.09, 0.09, 0.09]);
  expect(rounded(benjaminiHochberg(p))).toEqual([0.05, 0.05, 0.05, 0.05, 0.05]);
});

test("nothing and one p-value stay as they are", () => {
  expect(holm([])).toEqual([]);
  expect(holm([0.3])).toEqual([0.3]);
  expect(benjaminiHochberg([0.3])).toEqual([0.3]);
});

test("adjusting never helps, keeps the order, stays in [0, 1], and does not depend on the order given", () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
  for (const adjust of [holm, benjaminiHochberg]) {
    fc.assert(
      fc.property(pValues, (p) => {
        const adjusted = adjust(p);
        for (const [i, value] of adjusted.entries()) {
          expect(value).toBeGreaterThanOrEqual((p[i] ?? 0) - 1e-15);
          expect(value).toBeLessThanOrEqual(1);
          for (const [j, other] of adjusted.entries())
            if ((p[i] ?? 0) < (p[j] ?? 0)) expect(value).toBeLessThanOrEqual(other);
        }
        expect(adjust(p.toReversed()).toReversed()).toEqual(adjusted);
      }),
    );
  }
});
