import { expect, test } from "vitest";
import { pythonStrip, pythonStripEnd } from "../../../harness/domain/benchmark/python-strip.ts";

test("what Python's str.strip removes is removed at both ends, and only there", () => {
  expect(pythonStrip("\u3000 \t题 目\n\u00a0")).toBe("题 目");
  expect(pythonStrip("\u001c\u0085x\u001f")).toBe("x");
  expect(pythonStrip("   ")).toBe("");
});

test("str.rstrip leaves the beginning", () => {
  expect(pythonStripEnd(" x \u3000\n")).toBe(" x");
});

test("a byte-order mark stays, as in Python and unlike String.prototype.trim", () => {
  expect(pythonStrip("\ufeffx")).toBe("\ufeffx");
});
