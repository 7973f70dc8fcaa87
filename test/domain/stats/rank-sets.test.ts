import { expect, test } from "vitest";
import { rankSets } from "../../../harness/domain/stats/rank-sets.ts";

const pair = (a: number, b: number, [low, high]: readonly [number, number]) => ({
  a,
  b,
  simultaneous: { low, high },
});

test("nothing separated leaves every rank possible", () => {
  expect(rankSets(3, [pair(0, 1, [-1, 1]), pair(0, 2, [-1, 1]), pair(1, 2, [0, 1])])).toEqual([
    { best: 1, worst: 3 },
    { best: 1, worst: 3 },
    { best: 1, worst: 3 },
  ]);
});

test("all separated leaves each its rank, whichever way round a pair is", () => {
  expect(rankSets(3, [pair(0, 1, [-3, -1]), pair(0, 2, [-5, -2]), pair(1, 2, [-3, -1])])).toEqual([
    { best: 3, worst: 3 },
    { best: 2, worst: 2 },
    { best: 1, worst: 1 },
  ]);
});

test("an arm that is surely worse than one of three is second at best", () => {
  expect(rankSets(3, [pair(0, 1, [0.5, 1]), pair(0, 2, [-1, 1]), pair(1, 2, [-1, 1])])).toEqual([
    { best: 1, worst: 2 },
    { best: 2, worst: 3 },
    { best: 1, worst: 3 },
  ]);
});
