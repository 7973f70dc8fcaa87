import { describe, expect, test } from "vitest";
import { bcaInterval, percentileInterval } from "../../../harness/domain/stats/bootstrap-interval.ts";
import { bootstrap } from "../../../harness/domain/stats/bootstrap.ts";
import { grouping, singletons } from "../../../harness/domain/stats/grouping.ts";
import { clusteredMean } from "../../../harness/domain/stats/clustered.ts";
import { noisyItems } from "./fixtures/make-items.ts";

const column = (seed: number, p: number): Float64Array =>
  Float64Array.from(noisyItems(800, 40, { seed, p }), (item) => item.correct);
const [a, b] = [column(1, 0.5), column(2, 0.45)];
const resamples = (statistic: (a: number, b: number) => number): ReturnType<typeof bootstrap> =>
  bootstrap({
    a: [a],
    b: [b],
    units: singletons(800),
    seeds: "kept",
    statistic,
    seed: 3,
    from: 0,
    count: 4000,
  });

describe("bootstrap intervals", () => {
  test("the percentile interval is the middle of the replicates", () => {
    const replicates = Float64Array.from({ length: 101 }, (_, i) => 100 - i);
    const empty = new Float64Array(0);
    const interval = percentileInterval({ observed: 50, replicates, jackknife: empty }, 0.9);
    expect(interval?.low).toBeCloseTo(5, 12);
    expect(interval?.high).toBeCloseTo(95, 12);
  });

  test("for a difference both agree with the normal interval", () => {
    const drawn = resamples((x, y) => x - y);
    const diff = a.map((value, i) => value - (b[i] ?? 0));
    const { mean, se } = clusteredMean({ values: diff, clusters: singletons(800) });
    for (const interval of [percentileInterval(drawn), bcaInterval(drawn)]) {
      expect(Math.abs((interval?.low ?? NaN) - (mean - 1.96 * se))).toBeLessThan(0.2 * se);
      expect(Math.abs((interval?.high ?? NaN) - (mean + 1.96 * se))).toBeLessThan(0.2 * se);
    }
  });

  test("symmetric replicates around the observed value and an even jackknife leave BCa at the percentiles", () => {
    const replicates = Float64Array.from({ length: 2001 }, (_, i) => (i - 1000) / 1000);
    const drawn = { observed: 0, replicates, jackknife: Float64Array.of(-1, 1) };
    expect(bcaInterval(drawn)?.low).toBeCloseTo(percentileInterval(drawn)?.low ?? NaN, 12);
    expect(bcaInterval(drawn)?.high).toBeCloseTo(percentileInterval(drawn)?.high ?? NaN, 12);
  });

  test("replicates that lie below the observed value are corrected upward", () => {
    const replicates = Float64Array.from({ length: 1001 }, (_, i) => i / 1000);
    const drawn = { observed: 0.7, replicates, jackknife: Float64Array.of(-1, 1) };
    expect(bcaInterval(drawn)?.low).toBeGreaterThan(percentileInterval(drawn)?.low ?? NaN);
    expect(bcaInterval(drawn)?.high).toBeGreaterThan(percentileInterval(drawn)?.high ?? NaN);
  });

  test("a ratio over nothing has no interval instead of NaN", () => {
    const nothing = new Float64Array(6);
    const units = grouping(["a", "a", "b", "b", "c", "c"]);
    const drawn = bootstrap({
      a: [nothing],
      b: [nothing],
      units,
      seeds: "kept",
      statistic: (x, y) => x / y,
      seed: 1,
      from: 0,
      count: 20,
    });
    expect(percentileInterval(drawn)).toBeNull();
    expect(bcaInterval(drawn)).toBeNull();
  });
});
