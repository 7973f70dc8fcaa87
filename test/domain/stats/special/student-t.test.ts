import { describe, expect, test } from "vitest";
import {
  studentCdf,
  studentCritical,
  studentQuantile,
  studentTwoSided,
} from "../../../../harness/domain/stats/special/student-t.ts";
import { expectClose } from "../fixtures/close.ts";

describe("Student's t", () => {
  test.each([
    [2.1, 3, 0.1265652025496846],
    [1, 1, 0.5],
    [-2.5, 51, 0.0156770121673019],
    [8, 66, 2.647667709049663e-11],
    [0.01, 1000, 0.9920232819321873],
    [40, 47, 5.910281069104874e-38],
  ])("the two-sided p of t = %d with %d df agrees with scipy", (t, df, expected) => {
    expectClose(studentTwoSided(t, df), expected, 1e-12);
  });

  test.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 2, 4.302652729749462],
    [0.975, 51, 2.007583770315836],
    [0.975, 66, 1.9965644189523117],
    [0.9995, 7.5, 5.20772565580064],
    [0.6, 1345, 0.25339722207103],
  ])("the quantile %d with %d df agrees with scipy", (p, df, expected) => {
    expectClose(studentQuantile(p, df), expected, 1e-13);
    expectClose(studentQuantile(1 - p, df), -expected, 1e-12);
    expectClose(studentCdf(expected, df), p, 1e-13);
  });

  test("with infinitely many degrees of freedom it is the normal", () => {
    expectClose(studentCritical(0.95, Number.POSITIVE_INFINITY), 1.959963984540054, 1e-14);
    expect(studentTwoSided(Number.POSITIVE_INFINITY, 5)).toBe(0);
  });
});
