import { expect, test } from "vitest";
import { at } from "../../../harness/domain/stats/element.ts";

test("a missing element is a bug that is named, not a NaN that spreads", () => {
  expect(at([4, 5], 1)).toBe(5);
  expect(() => at([4, 5], 2)).toThrow("Internal error: no element 2 of 2");
});
