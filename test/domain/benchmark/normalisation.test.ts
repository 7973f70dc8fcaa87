import { expect, test } from "vitest";
import { normalisationsOf, normalise } from "../../../harness/domain/benchmark/normalisation.ts";

test("letters are compared as they are; option texts also per character and per token", () => {
  expect(normalisationsOf("logit")).toEqual(["raw"]);
  expect(normalisationsOf("generate")).toEqual(["raw"]);
  expect(normalisationsOf("cloze")).toEqual(["raw", "per-char", "per-token"]);
});

test("characters are code points, so that one outside the basic plane counts once", () => {
  const choice = { logprob: -6, text: "𠮷野家", tokens: 4 };
  expect(normalise("raw", choice)).toBe(-6);
  expect(normalise("per-char", choice)).toBe(-2);
  expect(normalise("per-token", choice)).toBe(-1.5);
});
