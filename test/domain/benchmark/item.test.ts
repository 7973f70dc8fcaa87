import { expect, test } from "vitest";
import { keyOf, letterOf } from "../../../harness/domain/benchmark/item.ts";

test("choices are lettered from A, and a key names the subject and the id", () => {
  expect([0, 3, 9].map(letterOf)).toEqual(["A", "D", "J"]);
  expect(keyOf({ subject: "law", id: "17" })).toBe("law/17");
});
