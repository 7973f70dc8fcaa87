import { expect, test } from "vitest";
import { poissonBinomialUpperTail } from "../../../harness/domain/stats/poisson-binomial.ts";
import { binomialUpperTail } from "../../../harness/domain/stats/special/binomial.ts";
import { expectClose } from "./fixtures/close.ts";

test("equal probabilities are a binomial", () => {
  expectClose(
    poissonBinomialUpperTail(369, new Float64Array(1346).fill(0.25)),
    binomialUpperTail(369, { n: 1346, p: 0.25 }),
  );
});

test("unequal ones agree with a convolution by numpy, in any order", () => {
  const mixed = [
    ...Array<number>(7).fill(0.25),
    ...Array<number>(5).fill(0.2),
    ...Array<number>(3).fill(1 / 3),
    0.5,
  ];
  expectClose(poissonBinomialUpperTail(7, mixed), 0.1012070355902778, 1e-13);
  expectClose(poissonBinomialUpperTail(7, mixed.toReversed()), 0.1012070355902778, 1e-13);
});

test("the ends are certain", () => {
  expect(poissonBinomialUpperTail(0, [0.2, 0.3])).toBe(1);
  expect(poissonBinomialUpperTail(3, [0.2, 0.3])).toBe(0);
  expectClose(poissonBinomialUpperTail(2, [0.2, 0.3]), 0.06);
  expect(poissonBinomialUpperTail(0, [])).toBe(1);
  expect(poissonBinomialUpperTail(1, [])).toBe(0);
});

test("questions without options cannot be guessed", () => {
  expect(poissonBinomialUpperTail(1, [0, 0, 0])).toBe(0);
  expect(poissonBinomialUpperTail(0, [0, 0, 0])).toBe(1);
});
