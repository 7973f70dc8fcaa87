import { describe, expect, test } from "vitest";
import {
  normalCdf,
  normalQuantile,
  normalTwoSided,
} from "../../../../harness/domain/stats/special/normal.ts";
import { expectClose } from "../fixtures/close.ts";

describe("the normal distribution", () => {
  test.each([
    [-10, 7.61985302416047e-24],
    [-3, 0.0013498980316300933],
    [-2.4, 0.008197535924596131],
    [-1, 0.15865525393145707],
    [-0.1, 0.460172162722971],
    [0.5, 0.6914624612740131],
    [2.5, 0.9937903346742238],
    [6, 0.9999999990134123],
  ])("the distribution function at %d agrees with scipy to 1e-13", (x, expected) => {
    expectClose(normalCdf(x), expected, 1e-13);
  });

  test.each([
    [1e-300, -37.0470962993612],
    [1e-10, -6.361340902404056],
    [0.001, -3.090232306167813],
    [0.025, -1.9599639845400545],
    [0.3, -0.5244005127080409],
    [0.975, 1.959963984540054],
    [0.9999, 3.719016485455709],
  ])("the quantile at %d agrees with scipy to 1e-14", (p, expected) => {
    expectClose(normalQuantile(p), expected, 1e-14);
  });

  test("the middle is 0 and the ends are infinite", () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalTwoSided(0)).toBe(1);
  });
});
