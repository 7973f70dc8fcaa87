import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusteredEstimate, clusteredMean, macroWeights } from "../../../harness/domain/stats/clustered.ts";
import { grouping, singletons } from "../../../harness/domain/stats/grouping.ts";
import { CEVAL_TABLE, cevalResults } from "./fixtures/ceval-table.ts";
import { expectClose } from "./fixtures/close.ts";

const { values, subjects } = cevalResults();
const clusters = grouping(subjects);

describe("the clustered mean of a real C-Eval table", () => {
  test("micro accuracy and its CLT error are golden", () => {
    const { mean, se } = clusteredMean({ values, clusters: singletons(values.length) });
    expect(mean).toBeCloseTo(0.5482912, 7);
    expect(se).toBeCloseTo(0.0135698, 7);
  });

  test("CR1 is golden, and CR0 is CR1 without its factor", () => {
    const { se } = clusteredMean({ values, clusters });
    expect(se).toBeCloseTo(0.0200359, 7);
    expect(se * Math.sqrt(51 / 52)).toBeCloseTo(0.0198423, 7);
  });

  test("macro accuracy with random subjects is golden", () => {
    const { mean, se } = clusteredMean({ values, clusters, weights: macroWeights(clusters) });
    // .5514385 in the table, which averages accuracies rounded to four digits
    expect(mean).toBeCloseTo(0.5514391, 7);
    expect(se).toBeCloseTo(0.0220776, 7);
    const rounded = CEVAL_TABLE.map(([, , accuracy]) => accuracy);
    const asPrinted = clusteredMean({ values: rounded, clusters: singletons(rounded.length) });
    expect(asPrinted.mean).toBeCloseTo(0.5514385, 7);
    expect(asPrinted.se).toBeCloseTo(0.0220774, 7);
  });

  test("the interval uses t with G - 1", () => {
    const { value, low, high, se, df } = clusteredEstimate({ values, clusters });
    expect(df).toBe(51);
    expectClose((high - low) / 2, 2.007583770315836 * se, 1e-12);
    expectClose((high + low) / 2, value, 1e-12);
  });
});

test("the order of the values does not matter, to the last bit or nearly", () => {
  const item = fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom(0, 1));
  fc.assert(
    fc.property(fc.array(item, { minLength: 4, maxLength: 60 }), fc.integer(), (items, seed) => {
      const shuffled = items
        .map((entry, i) => ({ entry, order: Math.imul(i + 1, seed | 1) >>> 0 }))
        .sort((x, y) => x.order - y.order)
        .map(({ entry }) => entry);
      const seOf = (list: typeof items): number =>
        clusteredMean({ values: list.map(([, y]) => y), clusters: grouping(list.map(([c]) => c)) }).se;
      expect(seOf(shuffled)).toBeCloseTo(seOf(items), 12);
    }),
  );
});

test("all values equal has no error, not a rounding one", () => {
  const thirds = Array.from({ length: 999 }, () => 1 / 3);
  expect(clusteredMean({ values: thirds, clusters: grouping(thirds.map((_, i) => `c${i % 7}`)) }).se).toBe(0);
});

test("one cluster tells nothing of other clusters", () => {
  expect(clusteredMean({ values: [1, 0, 1], clusters: grouping(["x", "x", "x"]) }).se).toBe(0);
});
