import { expect, test } from "vitest";
import { continuousValues } from "../../../harness/domain/stats/continuous.ts";
import { expectClose } from "./fixtures/close.ts";

test("four choices that are equally likely are at chance in each metric", () => {
  const values = continuousValues({ logprobs: [-3, -3, -3, -3], answer: 2 });
  expectClose(values?.goldProbability ?? NaN, 0.25);
  expectClose(values?.goldNll ?? NaN, Math.log(4));
  expectClose(values?.brier ?? NaN, 0.75);
  expect(values?.margin).toBe(0);
});

test("they are those of a worked example, however far away the log-probabilities are", () => {
  const logprobs = [0.5, 0.3, 0.2].map(Math.log);
  for (const shift of [0, -5000]) {
    const values = continuousValues({ logprobs: logprobs.map((logprob) => logprob + shift), answer: 1 });
    expectClose(values?.goldProbability ?? NaN, 0.3, 1e-11);
    expectClose(values?.goldNll ?? NaN, -Math.log(0.3), 1e-11);
    expectClose(values?.brier ?? NaN, 0.25 + 0.49 + 0.04, 1e-11);
    expectClose(values?.margin ?? NaN, Math.log(0.3 / 0.5), 1e-11);
  }
});

test("a right answer without any rival is all but certain, and no metric overflows", () => {
  const sure = continuousValues({ logprobs: [0, -2000], answer: 0 });
  expect(sure).toEqual({ goldProbability: 1, goldNll: 0, brier: 0, margin: 2000 });
  expect(continuousValues({ logprobs: [0, -2000], answer: 1 })).toMatchObject({ goldNll: 2000, brier: 2 });
});

test("what is not defined is null", () => {
  expect(continuousValues({ logprobs: [], answer: 0 })).toBeNull();
  expect(continuousValues({ logprobs: [-1], answer: 0 })).toBeNull();
  expect(continuousValues({ logprobs: [-1, -2], answer: 2 })).toBeNull();
  expect(continuousValues({ logprobs: [-1, -Infinity], answer: 0 })).toBeNull();
  expect(continuousValues({ logprobs: [NaN, -1], answer: 0 })).toBeNull();
});
