import { expect, test } from "vitest";
import { parseCsv } from "../../../harness/adapters/files/benchmark-csv.ts";
import type { Item } from "../../../harness/domain/benchmark/item.ts";
import { readItems } from "../../../harness/domain/benchmark/read-items.ts";
import type { Diagnostic } from "../../../harness/domain/diagnostic/diagnostic.ts";
import type { Result } from "../../../harness/domain/result.ts";
import { errorOf, itemsOf, readGarden, valueOf } from "../../fixtures/read-garden.ts";

function read(csv: string, edit?: (text: string) => string): Result<readonly Item[], readonly Diagnostic[]> {
  const card = readGarden(edit);
  const [split] = card.splits;
  const [file] = split?.files ?? [];
  if (split === undefined || file === undefined) throw new Error("the garden has a split with files");
  return readItems({ card, split, file, table: valueOf(parseCsv("trees.csv", Buffer.from(csv))) });
}

test("cells are kept exactly: spaces at the ends, line breaks and quotes inside", () => {
  const [, multiline, spaced] = itemsOf(readGarden(), "val");
  expect(multiline?.question).toBe("下列说法：\n①竹子是草本\n②竹子是乔木，正确的是____");
  expect(multiline?.choices[2]).toBe("①, ②");
  expect(spaced?.question).toBe(" 槐树的花多在何时开？ ");
  expect(read('id,question,A,B,C,D,answer\n0,"a\r\nb",1,2,3,4,A\n')).toMatchObject({
    value: [{ question: "a\r\nb" }],
  });
});

test("the cluster is the subject, unless a column says it; a column may say the subject too", () => {
  expect(itemsOf(readGarden(), "val")[3]).toMatchObject({
    subject: "birds",
    id: "0",
    cluster: "birds",
    answer: "C",
  });
  const listed = read("id,question,A,B,C,D,answer,kind,entity\n7,q,1,2,3,4,D,birds,crane\n", (text) =>
    text
      .replace(/files: "val[^"]*"/, "files: [val/trees_val.csv, val/birds_val.csv]")
      .replace("{ id: id, ", "{ id: id, subject: kind, cluster: entity, "),
  );
  expect(listed).toMatchObject({ value: [{ subject: "birds", id: "7", cluster: "crane" }] });
});

test("a column may have the empty name", () => {
  const items = read(",question,A,B,C,D,answer\n5,q,1,2,3,4,D\n", (text) =>
    text.replace("{ id: id,", '{ id: "",'),
  );
  expect(items).toMatchObject({ value: [{ id: "5" }] });
});

test("an unlabelled split has no answers, and needs no column for them", () => {
  expect(itemsOf(readGarden(), "test").map(({ answer }) => answer)).toEqual([null, null]);
});

test("missing columns are named, with those that are there", () => {
  const [problem] = errorOf(read("id,Question,A,B,C,answer\n0,q,1,2,3,A\n"));
  expect(problem?.message).toBe(
    'the first row lacks "question", "D"; it has "id", "Question", "A", "B", "C", "answer"',
  );
  expect(problem?.at).toMatchObject({ file: "trees.csv", line: 1 });
});

test("every bad row is told with its line, which counts line breaks inside cells", () => {
  const rows = [
    "id,question,A,B,C,D,answer",
    '0,"a',
    'b",1,2,3,4,E',
    "1,q,1,2,3,A",
    ",,1,,3,4,B",
    "2,q,1,2,3,4,a",
  ];
  const problems = errorOf(read(rows.join("\r\n")));
  expect(problems.map(({ message, at }) => [at?.line, message])).toEqual([
    [2, 'the answer is "E"; it must be one of A, B, C, D'],
    [4, "the row has 6 cells, the first row 7"],
    [5, 'the cell "id" (the id) is empty'],
    [5, 'the cell "question" (the question) is empty'],
    [5, 'the cell "B" (a choice) is empty'],
    [6, 'the answer is "a"; it must be one of A, B, C, D'],
  ]);
});

test("a subject that the card does not know is told", () => {
  const problems = errorOf(
    read("id,question,A,B,C,D,answer,kind\n0,q,1,2,3,4,D,fish\n", (text) =>
      text
        .replace(/files: "val[^"]*"/, "files: [val/trees_val.csv, val/birds_val.csv]")
        .replace("{ id: id, ", "{ id: id, subject: kind, "),
    ),
  );
  expect(problems[0]?.message).toBe('no subject of garden is called "fish"');
});
