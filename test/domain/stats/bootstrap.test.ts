import { describe, expect, test } from "vitest";
import { bootstrap, type BootstrapInput } from "../../../harness/domain/stats/bootstrap.ts";
import { clusteredMean, macroWeights } from "../../../harness/domain/stats/clustered.ts";
import { grouping, singletons } from "../../../harness/domain/stats/grouping.ts";
import { randomStream } from "../../../harness/domain/stats/random.ts";
import { mean, sampleVariance } from "../../../harness/domain/stats/sum.ts";

const random = randomStream(77);
const column = (p: number, n = 300): Float64Array =>
  Float64Array.from({ length: n }, () => (random.nextFloat() < p ? 1 : 0));
const clusters = grouping(Array.from({ length: 300 }, (_, i) => `c${Math.floor(i / 10)}`));
const base: BootstrapInput = {
  a: [column(0.6)],
  b: [column(0.5)],
  units: clusters,
  seeds: "kept",
  statistic: (a, b) => a - b,
  seed: 5,
  from: 0,
  count: 2000,
};
const difference = (input: BootstrapInput): Float64Array =>
  Float64Array.from(input.a[0] ?? [], (value, i) => value - (input.b[0]?.[i] ?? 0));

describe("the paired bootstrap", () => {
  test("its spread is the clustered standard error, or that of questions", () => {
    for (const units of [clusters, singletons(300)]) {
      const { replicates, observed } = bootstrap({ ...base, units });
      const { se, mean: exact } = clusteredMean({ values: difference(base), clusters: units });
      expect(observed).toBeCloseTo(exact, 12);
      expect(Math.sqrt(sampleVariance(replicates)) / se).toBeGreaterThan(0.92);
      expect(Math.sqrt(sampleVariance(replicates)) / se).toBeLessThan(1.08);
      expect(Math.abs(mean(replicates) - exact)).toBeLessThan((4 * se) / Math.sqrt(2000));
    }
  });

  test("parts made apart join to the same replicates", () => {
    const whole = bootstrap({ ...base, count: 100 }).replicates;
    const first = bootstrap({ ...base, count: 37 }).replicates;
    const second = bootstrap({ ...base, from: 37, count: 63 }).replicates;
    expect([...first, ...second]).toEqual([...whole]);
  });

  test("another seed draws others, the same seed the same", () => {
    expect(bootstrap({ ...base, count: 5 })).toEqual(bootstrap({ ...base, count: 5 }));
    expect(bootstrap({ ...base, count: 5, seed: 6 }).replicates).not.toEqual(
      bootstrap({ ...base, count: 5 }).replicates,
    );
  });

  test("an arm against itself never differs: the pairing is kept, of seeds too", () => {
    const runs = [column(0.4), column(0.7)];
    const { replicates } = bootstrap({ ...base, a: runs, b: runs, seeds: "paired", count: 50 });
    expect([...replicates].every((value) => value === 0)).toBe(true);
  });

  test("drawing seeds as well widens what shaky seeds say", () => {
    const shaky = {
      ...base,
      a: [column(0.4), column(0.6), column(0.8)],
      b: [column(0.5), column(0.5), column(0.5)],
    };
    const spread = (seeds: BootstrapInput["seeds"]): number =>
      sampleVariance(bootstrap({ ...shaky, seeds }).replicates);
    expect(spread("paired")).toBeGreaterThan(3 * spread("kept"));
    expect(spread("separate")).toBeGreaterThan(3 * spread("kept"));
  });

  test("the jackknife leaves one unit out", () => {
    const { jackknife } = bootstrap({ ...base, count: 0 });
    const rest = difference(base).slice(10);
    expect(jackknife).toHaveLength(30);
    expect(jackknife[0]).toBeCloseTo(mean(rest), 12);
  });

  test("weights make it macro", () => {
    const uneven = grouping(Array.from({ length: 300 }, (_, i) => (i < 200 ? "big" : "small")));
    const weights = macroWeights(uneven);
    const { observed } = bootstrap({ ...base, units: uneven, weights, count: 0 });
    const diff = difference(base);
    expect(observed).toBeCloseTo((mean(diff.slice(0, 200)) + mean(diff.slice(200))) / 2, 12);
  });
});
