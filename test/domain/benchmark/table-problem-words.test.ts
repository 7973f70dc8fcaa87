import { expect, test } from "vitest";
import { describeTableProblems } from "../../../harness/domain/benchmark/table-problem-words.ts";

test("missing files are one message, since a benchmark that was never imported lacks them all", () => {
  const missing = ["a.csv", "b.csv", "c.csv"].map((file) => ({ reason: "missing", file }) as const);
  expect(describeTableProblems(missing, "import it")).toEqual([
    {
      severity: "error",
      code: "missing-data",
      message: "there is no file a.csv (and 2 more of this benchmark)",
      hint: "import it",
    },
  ]);
});

test("a file that can't be read says where and why", () => {
  const problems = describeTableProblems(
    [
      { reason: "not-utf8", file: "a.csv", line: 3, byteOffset: 41 },
      { reason: "not-csv", file: "b.csv", line: 2, detail: "quote not closed" },
      { reason: "unreadable", file: "c.csv", detail: "permission denied" },
    ],
    "import it",
  );
  expect(problems.map(({ message, at }) => [at?.file, at?.line, message])).toEqual([
    ["a.csv", 3, "the file is not UTF-8: the byte at offset 41 does not fit"],
    ["b.csv", 2, "the file is not CSV: quote not closed"],
    [undefined, undefined, "can't read c.csv: permission denied"],
  ]);
});
