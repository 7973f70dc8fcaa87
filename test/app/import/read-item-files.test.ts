import { expect, test } from "vitest";
import { capped, readItemFiles } from "../../../harness/app/import/read-item-files.ts";
import { errorOf, readGarden, valueOf } from "../../fixtures/read-garden.ts";

const cards = [readGarden()];
const defaults = { split: null, protocol: null, shots: null };
const read = (text: string, file = "items.jsonl", changes = {}) =>
  readItemFiles([{ file, text }], { cards, defaults: { ...defaults, ...changes } });
const item = (changes: object = {}): string =>
  JSON.stringify({
    benchmark: "garden",
    subject: "trees",
    id: "0",
    prediction: "A",
    answer: "A",
    correct: 1,
    ...changes,
  });

test("what a line does not say is the card's or the command's; blank lines are skipped", () => {
  const [first, second] = valueOf(
    read(`${item()}\r\n\n${item({ id: "1", protocol: "official", shots: 5, split: "dev" })}\n`),
  );
  expect(first).toMatchObject({
    line: 1,
    split: "val",
    protocol: "imported",
    mode: "logit",
    shots: 0,
    shotsAreKnown: false,
  });
  expect(second).toMatchObject({
    line: 3,
    split: "dev",
    protocol: "official",
    shots: 5,
    shotsAreKnown: true,
  });
  const told = valueOf(read(item(), "items.jsonl", { split: "dev", protocol: "mine", shots: 2 }));
  expect(told[0]).toMatchObject({ split: "dev", protocol: "mine", shots: 2, shotsAreKnown: true });
});

test("all malformed lines are told at once, each with file and line", () => {
  const text = [
    item(),
    "{",
    item({ id: "1", correct: 3 }),
    item(),
    '{"doc_id": 1, "filtered_resps": []}',
    "NaN",
  ].join("\n");
  const problems = errorOf(read(text));
  expect(problems.map(({ at }) => at?.line)).toEqual([2, 3, 5, 6, 4]);
  expect(problems.every(({ at }) => at?.file === "items.jsonl")).toBe(true);
  expect(problems[4]?.message).toBe("garden trees/0 is there twice: first in items.jsonl:1");
  expect(problems[2]?.message).toContain("the file's name says of no known benchmark");
});

test("the same question under other conditions is another result", () => {
  expect(valueOf(read(`${item({ protocol: "a" })}\n${item({ protocol: "b" })}`))).toHaveLength(2);
  expect(errorOf(read(`${item({ split: "val" })}\n${item()}`))).toHaveLength(1); // val is the primary split
});

test("a file without lines is no result", () => {
  expect(errorOf(read(" \n"))[0]?.message).toBe("items.jsonl has no lines");
});

test("many problems are cut and counted", () => {
  const problems = errorOf(read(Array.from({ length: 70 }, () => "{").join("\n")));
  expect(problems).toHaveLength(51);
  expect(problems.at(-1)?.message).toBe("and 20 more problems");
  expect(capped([])).toEqual([]);
});
