import { describe, expect, it } from "vitest";
import { fitWidth, formatTable } from "../../harness/cli/print-table.ts";

const COLUMNS = [
  { title: "name", align: "left" },
  { title: "得分", align: "right" },
  { title: "note", align: "left", yields: 1 },
] as const;
const ROWS = [
  ["甲乙", "1.0", "first"],
  ["abc", "22.5", ""],
];

describe("a table", () => {
  it("aligns by the cells that characters fill", () => {
    expect(formatTable(COLUMNS, ROWS)).toBe(
      ["name  得分  note", "────  ────  ─────", "甲乙   1.0  first", "abc   22.5"].join("\n"),
    );
  });

  it("does not count colours", () => {
    const [, , row] = formatTable(COLUMNS, [["\u001b[31mab\u001b[0m", "1", "x"]]).split("\n");
    expect(row).toBe("\u001b[31mab\u001b[0m       1  x");
  });

  it("leaves out columns that may yield where it is too wide, and no others", () => {
    expect(formatTable(COLUMNS, ROWS, 17).split("\n")[0]).toBe("name  得分  note");
    expect(formatTable(COLUMNS, ROWS, 16).split("\n")[0]).toBe("name  得分");
    expect(formatTable(COLUMNS, ROWS, 3).split("\n")[0]).toBe("name  得分");
  });
});

describe("a cut text", () => {
  it("fits, and says that there was more", () => {
    expect(fitWidth("abcdef", 6)).toBe("abcdef");
    expect(fitWidth("abcdefg", 6)).toBe("abcde…");
    expect(fitWidth("甲乙丙", 4)).toBe("甲…");
  });
});
