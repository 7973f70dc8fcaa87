import { expect, test } from "vitest";
import type { Item } from "../../../harness/domain/benchmark/item.ts";
import type { Style } from "../../../harness/domain/benchmark/style.ts";
import { stylesOf } from "../../../harness/domain/benchmark/styles.ts";
import { wordItem } from "../../../harness/domain/benchmark/wording.ts";
import { valueOf } from "../../fixtures/read-garden.ts";

const item: Item = {
  benchmark: "garden",
  split: "val",
  subject: "trees",
  id: "0",
  cluster: "trees",
  question: " 设\\bar{A}与\\bar{B}：\r\n则 ",
  choices: ["$&", "{A}{D}", "x\ry", "{B}"],
  answer: "A",
};

function words(changes: Partial<Style>): string {
  const plain = stylesOf("garden", {}).get("plain");
  if (plain === undefined) throw new Error("every benchmark has plain");
  const style: Style = { ...plain, item: "{question}\n{options}", option: "{letter}. {option}", ...changes };
  return valueOf(wordItem(style, item, new Map()));
}

test("values are put in at once, so that names in braces within the data stay", () => {
  expect(words({})).toBe(" 设\\bar{A}与\\bar{B}：\r\n则 \nA. $&\nB. {A}{D}\nC. x\ry\nD. {B}");
});

test("in turn, a name within the data becomes the option that is put in after it", () => {
  expect(words({ fill: "in-turn" })).toBe(
    " 设\\bar$&与\\bar{A}{B}：\r\n则 \nA. $&\nB. {A}{B}\nC. x\ry\nD. {B}",
  );
});

test("line ends become line feeds where the data is read as Python reads a text file", () => {
  expect(words({ rewrite: "universal-newlines" })).toContain("：\n则 \nA. $&\nB. {A}{D}\nC. x\ny\n");
});

test("Python's strip takes the white space around the question", () => {
  expect(words({ strip: "python" })).toMatch(/^设/);
});
