import { expect, test } from "vitest";
import { clusteredMean } from "../../../harness/domain/stats/clustered.ts";
import { continuousValues, CONTINUOUS_METRICS } from "../../../harness/domain/stats/continuous.ts";
import {
  compareContinuous,
  continuousScore,
  type LogprobItem,
} from "../../../harness/domain/stats/continuous-score.ts";
import { grouping } from "../../../harness/domain/stats/grouping.ts";
import { randomStream } from "../../../harness/domain/stats/random.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";
import { expectClose } from "./fixtures/close.ts";

/** Questions whose right choice is `lift` nats likelier than the others, in ten clusters. */
function noisy(seed: number, lift: number, n = 200): readonly LogprobItem[] {
  const random = randomStream(seed);
  return Array.from({ length: n }, (_, i) => {
    const answer = i % 4;
    const logprobs = [0, 1, 2, 3].map((k) => -3 * random.nextFloat() + (k === answer ? lift : 0));
    return { key: `q${i}`, cluster: `c${i % 10}`, logprobs, answer };
  });
}

test("the score is the clustered mean of the questions' values", () => {
  const items = noisy(1, 0.2);
  const values = items.map((item) => continuousValues(item)?.goldNll ?? NaN);
  const direct = clusteredMean({ values, clusters: grouping(items.map(({ cluster }) => cluster)) });
  const score = valueOf(continuousScore(items, "goldNll"));
  expect(score).toMatchObject({ n: 200, df: 9 });
  expectClose(score.value, direct.mean);
  expectClose(score.se, direct.se);
  expectClose(score.high - score.low, 2 * 2.2621571627409915 * direct.se, 1e-9); // t_.975,9
});

test.each(CONTINUOUS_METRICS)(
  "a small lift that accuracy would hide shows in %s, and turning the pair turns the sign",
  (metric) => {
    const [a, b] = [noisy(2, 0.8), noisy(5, 0)];
    const difference = valueOf(compareContinuous({ a, b, metric }));
    expect(difference.p).toBeLessThan(1e-3);
    const isMoreBetter = metric === "goldProbability" || metric === "margin";
    expect(Math.sign(difference.value)).toBe(isMoreBetter ? 1 : -1);
    const turned = valueOf(compareContinuous({ a: b, b: a.toReversed(), metric }));
    expectClose(turned.value, -difference.value);
    expectClose(turned.p, difference.p, 1e-9);
  },
);

test("a run against itself differs by nothing, with p = 1", () => {
  const a = noisy(3, 0.1);
  expect(valueOf(compareContinuous({ a, b: a, metric: "brier" }))).toMatchObject({ value: 0, se: 0, p: 1 });
});

test("what can't be compared is said", () => {
  const a = noisy(4, 0);
  const [first, ...others] = a;
  if (first === undefined) throw new Error("no items");
  const metric = "goldProbability";
  expect(errorOf(compareContinuous({ a, b: others, metric }))).toEqual({
    reason: "different-items",
    example: "q0",
  });
  expect(errorOf(compareContinuous({ a: others, b: a, metric }))).toEqual({
    reason: "different-items",
    example: "q0",
  });
  const b = [{ ...first, logprobs: [] }, ...others];
  expect(errorOf(compareContinuous({ a, b, metric }))).toEqual({ reason: "no-logprobs", key: "q0" });
  expect(errorOf(continuousScore([first], metric))).toEqual({ reason: "few-clusters", clusters: 1 });
  expect(errorOf(continuousScore([], metric))).toEqual({ reason: "few-clusters", clusters: 0 });
});
