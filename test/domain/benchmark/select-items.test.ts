import { expect, test } from "vitest";
import { checkSubjects, firstOfEachSubject } from "../../../harness/domain/benchmark/select-items.ts";
import { keyOf } from "../../../harness/domain/benchmark/item.ts";
import { itemsOf, readGarden } from "../../fixtures/read-garden.ts";

const card = readGarden();

test("a limit takes the first items of each subject, in the data's order", () => {
  expect(firstOfEachSubject(itemsOf(card, "val"), 1).map(keyOf)).toEqual(["trees/0", "birds/0"]);
});

test("every subject that the benchmark does not have is told", () => {
  expect(checkSubjects(card, ["trees"])).toEqual([]);
  expect(checkSubjects(card, ["tree", "birds", "bird"]).map(({ message }) => message)).toEqual([
    'benchmark garden has no subject "tree"',
    'benchmark garden has no subject "bird"',
  ]);
});
