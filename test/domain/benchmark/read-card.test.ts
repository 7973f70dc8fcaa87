import { expect, test } from "vitest";
import { filesOf } from "../../../harness/domain/benchmark/card.ts";
import { gardenCard } from "../../fixtures/garden.ts";
import { errorOf, readCardText, readGarden } from "../../fixtures/read-garden.ts";

test("a card is read whole: a pattern becomes a file per subject, a group its subjects", () => {
  const card = readGarden();
  expect(card.splits.map(({ name, labelled }) => [name, labelled])).toEqual([
    ["val", true],
    ["dev", true],
    ["test", false],
  ]);
  expect(card.splits[0]?.files).toEqual([
    { file: "val/trees_val.csv", subject: "trees" },
    { file: "val/birds_val.csv", subject: "birds" },
  ]);
  expect(card.groups.map(({ id, subjects }) => [id, subjects])).toEqual([
    ["plants", ["trees"]],
    ["all", ["trees", "birds"]],
  ]);
  expect(card.root).toEqual({ kind: "data", path: "garden" });
  expect(card.columns).toMatchObject({ subject: null, cluster: null });
  expect(filesOf(card)).toHaveLength(6);
});

test("files may be listed, where a column says the subject", () => {
  const card = readGarden((text) =>
    text
      .replace('files: "val/{subject}_val.csv"', "files: [val/trees_val.csv, val/birds_val.csv]")
      .replace("{ id: id, ", "{ id: id, subject: kind, cluster: entity, "),
  );
  expect(card.splits[0]?.files[0]).toEqual({ file: "val/trees_val.csv", subject: null });
  expect(card.columns).toMatchObject({ subject: "kind", cluster: "entity" });
});

test.each([
  ["an unknown key", ["licence:", "license: x\nlicence:"], "license"],
  ["a path that leaves the folder", ["test/{subject}_test.csv", "../{subject}.csv"], "no `..`"],
  ["an absolute root", ["data:garden", "data:/etc"], "a root stays inside its folder"],
  ["an unknown kind of root", ["data:garden", "http:garden"], "a root is `package:FOLDER`"],
  ["a hash that is none", [/trees_val.csv: \w+/, "trees_val.csv: beef"], "64 hexadecimal digits"],
  ["a name with a space", ["name: garden", "name: my garden"], "lower-case letters"],
] as const)("%s is refused with a word about it", (_, [before, after], word) => {
  const problems = errorOf(readCardText(gardenCard().replace(before, after)));
  expect(problems.map(({ message, hint }) => `${message} ${hint ?? ""}`).join("\n")).toContain(word);
  expect(problems[0]?.at?.file).toBe("datasets/garden.yaml");
});
