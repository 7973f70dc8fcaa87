import { expect, test } from "vitest";
import { gardenCard } from "../../fixtures/garden.ts";
import { errorOf, readCardText } from "../../fixtures/read-garden.ts";

function problemsOf(...edits: readonly (readonly [string | RegExp, string])[]): readonly string[] {
  const text = edits.reduce((edited, [before, after]) => edited.replace(before, after), gardenCard());
  return errorOf(readCardText(text)).map(({ code, message }) => `${code}: ${message}`);
}

test("all problems of a card are told at once", () => {
  const problems = problemsOf(
    ["primary_split: val", "primary_split: train"],
    ["group: plants", "group: plantz"],
    ["subjects: [trees, birds]", "subjects: [trees, bird]"],
    ["- { id: birds, zh", "- { id: trees, zh"],
  );
  expect(problems).toEqual([
    'repeated-name: subject "trees" stands here twice',
    'unknown-group: subject "trees" is in group "plantz", which is not in groups',
    'empty-group: no subject is in group "plants"',
    'unknown-subject: no subject is called "bird"',
    'unknown-split: no split is called "train"; splits here: val, dev, test',
    'unknown-file: no split uses the file "val/birds_val.csv"',
    'unknown-file: no split uses the file "dev/birds_dev.csv"',
    'unknown-file: no split uses the file "test/birds_test.csv"',
  ]);
});

test("a group that stands twice is named", () => {
  expect(problemsOf(["id: all", "id: plants"])).toEqual(['repeated-name: group "plants" stands here twice']);
});

test("each file needs its hash; the message says how to make one", () => {
  const lines = /^ {2}\S+\.csv: \w+\n/gm;
  const [first = "", second = ""] = gardenCard().match(lines) ?? [];
  expect(problemsOf([first, ""], [second, ""])).toEqual([
    'missing-hash: sha256 lacks "val/trees_val.csv" (and 1 more): write `FILE: HASH`, as `sha256sum FILE` prints it',
  ]);
});

test("a split must say its subjects, by its file names or by a column", () => {
  const problems = problemsOf([/files: "val[^"]*"/, "files: val/trees_val.csv"]);
  expect(problems[0]).toBe(
    'no-subject: split "val" does not say its subjects: use {subject} in the file name, or columns.subject',
  );
});

test.each([
  ["style: letters", "style: official", 'benchmark garden has no protocol "official"; it has letters, plain'],
  [
    "mode: logit, shots",
    "mode: cloze, shots",
    'protocol "letters" of garden has no cloze mode; it has logit',
  ],
  ["mode: logit, shots", "mode: generate, shots", "has no generate mode; it has logit"],
])("a default protocol that can't be asked is refused: %s", (before, after, message) => {
  expect(problemsOf([before, after])).toEqual([expect.stringContaining(message)]);
});
