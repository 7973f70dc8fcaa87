import { expect, test } from "vitest";
import { clopperPearson } from "../../../harness/domain/stats/clopper-pearson.ts";
import { binomialCdf, binomialUpperTail } from "../../../harness/domain/stats/special/binomial.ts";
import { expectClose } from "./fixtures/close.ts";

test("396 of 1346 is the golden interval", () => {
  const { low, high } = clopperPearson(396, 1346);
  expectClose(low, 0.26996090424202585, 1e-13);
  expectClose(high, 0.31935104465443515, 1e-13);
});

test("nothing right and all right have one closed end (scipy)", () => {
  expect(clopperPearson(0, 12).low).toBe(0);
  expectClose(clopperPearson(0, 12).high, 0.26464846939705117, 1e-13);
  expectClose(clopperPearson(12, 12).low, 0.7353515306029488, 1e-13);
  expect(clopperPearson(12, 12).high).toBe(1);
});

test("the ends are where each tail is exactly alpha / 2", () => {
  const { low, high } = clopperPearson(3, 12, 0.9);
  expectClose(low, 0.0718702555422695, 1e-13);
  expectClose(high, 0.5273266035603439, 1e-13);
  expectClose(binomialUpperTail(3, { n: 12, p: low }), 0.05, 1e-12);
  expectClose(binomialCdf(3, { n: 12, p: high }), 0.05, 1e-12);
});
