import { expect, test } from "vitest";
import { styleSchema } from "../../../harness/domain/benchmark/style.ts";
import { stylesOf } from "../../../harness/domain/benchmark/styles.ts";
import { readGarden } from "../../fixtures/read-garden.ts";

test.each(["ceval", "cmmlu", "mine"])(
  "every built-in style of %s is one that a card could bring",
  (benchmark) => {
    for (const style of stylesOf(benchmark, {}).values()) {
      expect(styleSchema.parse(style)).toEqual(style);
    }
  },
);

test("the exams have their official prompts and lm-eval's; every benchmark has plain", () => {
  expect([...stylesOf("ceval", {}).keys()].sort()).toEqual(["lm-eval", "official", "plain"]);
  expect([...stylesOf("cmmlu", {}).keys()].sort()).toEqual(["lm-eval", "official", "plain"]);
  expect([...stylesOf("mine", {}).keys()]).toEqual(["plain"]);
});

test("a card's own style goes before a built-in one of the same name", () => {
  const { letters } = readGarden().styles;
  if (letters === undefined) throw new Error("the garden has the style letters");
  expect(stylesOf("ceval", { official: letters }).get("official")).toBe(letters);
});
