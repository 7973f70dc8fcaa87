import { expect, test } from "vitest";
import { grouping } from "../../../harness/domain/stats/grouping.ts";
import { randomStream } from "../../../harness/domain/stats/random.ts";
import { signFlipP } from "../../../harness/domain/stats/sign-flip.ts";

const flip = (diff: readonly number[], labels: readonly string[], flips = 9999): number =>
  signFlipP({ diff, clusters: grouping(labels), flips, seed: 1 });

test("G unanimous clusters have p = 2 / 2^G", () => {
  expect(flip([1, 1, 1, 1, 1], ["a", "b", "c", "d", "e"])).toBe(0.0625);
  expect(flip([1, 1, 1, 1, 1, 1], ["a", "b", "c", "d", "e", "f"])).toBe(0.03125);
});

test("no difference at all has p = 1, and clusters that cancel do not count", () => {
  expect(flip([0, 0, 0], ["a", "b", "c"])).toBe(1);
  expect(flip([1, -1, 1, 1], ["a", "a", "b", "c"])).toBe(flip([1, 1], ["b", "c"]));
});

test("random flips agree with all patterns", () => {
  const random = randomStream(5);
  const labels = Array.from({ length: 14 }, (_, i) => `c${i}`);
  const diff = labels.map(() => random.nextFloat() - 0.3);
  const exact = flip(diff, labels);
  // A fifteenth cluster that hardly matters makes it sample.
  const sampled = flip([...diff, 1e-6], [...labels, "tiny"]);
  expect(Math.abs(sampled - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 9999) + 1e-3);
});

test("changing the sign of everything changes nothing, and p is never 0", () => {
  const random = randomStream(9);
  const labels = Array.from({ length: 40 }, (_, i) => `c${i}`);
  const diff = labels.map(() => random.below(5) + 1);
  const p = flip(diff, labels, 999);
  expect(p).toBe(1 / 1000);
  expect(
    flip(
      diff.map((value) => -value),
      labels,
      999,
    ),
  ).toBe(p);
});
