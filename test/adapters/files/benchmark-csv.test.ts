import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCsv, readCsv } from "../../../harness/adapters/files/benchmark-csv.ts";
import { hashOf } from "../../fixtures/garden.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";
import { temporaryFolder } from "../../fixtures/garden-temp.ts";

const parse = (text: string | Buffer) => parseCsv("x.csv", Buffer.from(text));
const cellsOf = (text: string) => valueOf(parse(text)).rows.map(({ cells }) => cells);

test("cells are kept as written; rows end with LF or CRLF, which inside quotes is text", () => {
  expect(cellsOf('id,q\n0, a \n1,"b\r\nc\nd"\r\n2,"say ""x"""\n')).toEqual([
    ["0", " a "],
    ["1", "b\r\nc\nd"],
    ["2", 'say "x"'],
  ]);
});

test("whatever cells hold comes back, and each row knows the line where it begins", () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "中", '"', ",", "\n", "\r\n", " ", "𠮷"),
    maxLength: 8,
  });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(rows, fc.constantFrom("\n", "\r\n"), (cells, end) => {
      const lines = cells.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
      const table = valueOf(parse(`x,y${end}${lines.join(end)}${end}`));
      expect(table.rows.map((row) => row.cells)).toEqual(cells);
      let line = 2;
      for (const [i, row] of table.rows.entries()) {
        expect(row.line).toBe(line);
        line += (lines[i] ?? "").split("\n").length;
      }
    }),
  );
});

test("a byte-order mark is no part of the first name, and empty lines are no rows", () => {
  const table = valueOf(parse("\ufeffid,q\n\n0,a\n\n1,b"));
  expect(table.header).toEqual(["id", "q"]);
  expect(table.rows).toEqual([
    { line: 3, cells: ["0", "a"] },
    { line: 5, cells: ["1", "b"] },
  ]);
});

test("the hash is that of the bytes", () => {
  expect(valueOf(parse("id\r\n0\r\n")).sha256).toBe(hashOf("id\r\n0\r\n"));
});

test.each([
  {
    name: "a Latin-1 byte",
    bytes: Buffer.concat([Buffer.from("id,q\n0,中\n1,"), Buffer.from([0xe9]), Buffer.from(",x")]),
    at: { line: 3, byteOffset: 13 },
  },
  { name: "a cut character", bytes: Buffer.from("id\n0,中").subarray(0, 7), at: { line: 2, byteOffset: 5 } },
  { name: "GBK text", bytes: Buffer.from([0x69, 0x64, 0x0a, 0xd6, 0xd0]), at: { line: 2, byteOffset: 3 } },
])("$name is refused with the line and the offset of the byte that does not fit", ({ bytes, at }) => {
  expect(errorOf(parse(bytes))).toEqual({ reason: "not-utf8", file: "x.csv", ...at });
});

test("a quote that is not closed is told where its row begins", () => {
  expect(errorOf(parse('id,q\n0,a\n1,"b\n2,c\n'))).toEqual({
    reason: "not-csv",
    file: "x.csv",
    line: 3,
    detail: "quote not closed in the row that begins here",
  });
});

test("a missing file and a folder are told apart", async () => {
  const folder = temporaryFolder();
  expect(errorOf(await readCsv(path.join(folder, "none.csv")))).toMatchObject({ reason: "missing" });
  expect(errorOf(await readCsv(folder))).toMatchObject({ reason: "unreadable", detail: "it is a folder" });
  writeFileSync(path.join(folder, "x.csv"), "id\n0\n");
  expect(valueOf(await readCsv(path.join(folder, "x.csv"))).rows).toHaveLength(1);
});
