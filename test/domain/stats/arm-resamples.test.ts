import { expect, test } from "vitest";
import { rankShares } from "../../../harness/domain/stats/arm-resamples.ts";

const shares = (rows: readonly (readonly number[])[]) =>
  rankShares({
    arms: rows[0]?.length ?? 0,
    observed: new Float64Array(),
    replicates: Float64Array.from(rows.flat()),
    jackknife: new Float64Array(),
  });

test("P(best) is the share of replicates, and ties share theirs", () => {
  const found = shares([
    [3, 2, 1],
    [3, 2, 1],
    [1, 3, 2],
    [2, 2, 1],
  ]);
  expect(found.map(({ best }) => best)).toEqual([0.625, 0.375, 0]);
});

test("equal arms share every rank, and P(best) adds up to 1", () => {
  const found = shares([
    [1, 1, 1, 1],
    [2, 2, 2, 2],
  ]);
  expect(found).toEqual(Array.from({ length: 4 }, () => ({ best: 0.25, low: 2, high: 3 })));
});

test("the rank interval leaves out what hardly happens", () => {
  const rows = Array.from({ length: 1000 }, (_, r) => (r < 10 ? [0, 1, 2] : [2, 1, 0]));
  expect(shares(rows)[0]).toEqual({ best: 0.99, low: 1, high: 1 });
});
