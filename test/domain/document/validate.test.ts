import { describe, expect, it } from "vitest";
import { z } from "zod";
import { renderDiagnostics } from "../../../harness/domain/diagnostic/render.ts";
import { readDocument } from "../../../harness/domain/document/read-document.ts";
import { readPercent } from "../../../harness/domain/document/quantity.ts";
import { validate } from "../../../harness/domain/document/validate.ts";
import { written, writtenKey } from "../../../harness/domain/document/written.ts";

const schema = z.strictObject({
  name: z.string().regex(/^[a-z]+$/, { error: "a name has lower-case letters only" }),
  count: z.int().min(1).default(1),
  share: written(readPercent).optional(),
  schedule: z.enum(["cosine", "linear"]).default("cosine"),
  parts: z
    .union([z.literal("all"), z.array(z.string()).min(1), z.strictObject({ only: z.string() })])
    .optional(),
  inner: z.strictObject({ lr: z.number().positive(), steps: z.number() }).optional(),
  shares: z.record(writtenKey(readPercent), z.number()).optional(),
});

const judge = (text: string) => {
  const read = readDocument({ file: "a.yaml", text });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return validate(read.value, schema, { foreignKeys: new Map([["model", "the model is the profile's"]]) });
};

const complaint = (text: string): string => {
  const result = judge(text);
  if (result.ok) throw new Error("this should not be valid");
  return renderDiagnostics(result.error, { sources: new Map([["a.yaml", text]]), color: false });
};

describe("validation", () => {
  it("gives what the schema reads, with defaults", () => {
    const result = judge("name: x\nshare: 40%\n");
    expect(result).toEqual({
      ok: true,
      value: { name: "x", count: 1, schedule: "cosine", share: { kind: "percent", percent: 40 } },
    });
  });

  it("finds all problems of a document at once", () => {
    const text = "name: X\ncount: 0\nshare: 140%\nschedule: cosin\ninner: { lr: -1 }\nnmae: y\nmodel: z\n";
    expect(complaint(text)).toMatchInlineSnapshot(`
      "a.yaml:1:7 error name: a name has lower-case letters only
        1 | name: X
          |       ~
      a.yaml:2:8 error count: expected a number from 1 on, received 0
        2 | count: 0
          |        ~
      a.yaml:3:8 error share: expected a share from 0% to 100%, received "140%"
        3 | share: 140%
          |        ~~~~
      a.yaml:4:11 error schedule: expected "cosine" or "linear", received "cosin"
        4 | schedule: cosin
          |           ~~~~~
          did you mean "cosine"?
      a.yaml:5:1 error missing key "steps" in inner
        5 | inner: { lr: -1 }
          | ~~~~~
          it holds a number
      a.yaml:5:14 error inner.lr: expected a number above 0, received -1
        5 | inner: { lr: -1 }
          |              ~~
      a.yaml:6:1 error unknown key "nmae"
        6 | nmae: y
          | ~~~~
          did you mean "name"?
      a.yaml:7:1 error unknown key "model"
        7 | model: z
          | ~~~~~
          the model is the profile's"
    `);
  });

  it("says what each form of a value could be", () => {
    expect(complaint("name: x\nparts: 3\n")).toMatchInlineSnapshot(`
      "a.yaml:2:8 error parts: expected "all", a list or a map, received 3
        2 | parts: 3
          |        ~"
    `);
  });

  it("looks into the form that was meant", () => {
    expect(complaint("name: x\nparts: [a, 3]\n")).toMatchInlineSnapshot(`
      "a.yaml:2:12 error parts: expected text, received 3
        2 | parts: [a, 3]
          |            ~"
    `);
    expect(complaint("name: x\nparts: { onyl: a }\n")).toMatchInlineSnapshot(`
      "a.yaml:2:1 error missing key "only" in parts
        2 | parts: { onyl: a }
          | ~~~~~
          it holds text
      a.yaml:2:10 error unknown key "onyl"
        2 | parts: { onyl: a }
          |          ~~~~
          did you mean "only"?"
    `);
  });

  it("knows a text that a comma has cut", () => {
    expect(complaint("name: x\ninner: { lr: 1, freeze deep, steps: 2 }\n")).toMatchInlineSnapshot(`
      "a.yaml:2:17 error unknown key "freeze deep"
        2 | inner: { lr: 1, freeze deep, steps: 2 }
          |                 ~~~~~~~~~~~
          inside { } a comma ends the value: put the text in quotes"
    `);
  });

  it("judges the keys of a map of keys", () => {
    expect(complaint("name: x\nshares: { 40%: 1, lots: 2 }\n")).toMatchInlineSnapshot(`
      "a.yaml:2:19 error shares: expected a share in per cent, received "lots"
        2 | shares: { 40%: 1, lots: 2 }
          |                   ~~~~
          e.g. 40%"
    `);
  });

  it("refuses a document that is no map", () => {
    expect(complaint("- a\n")).toMatchInlineSnapshot(`
      "a.yaml:1:1 error expected a map, received a list
        1 | - a
          | ~~~"
    `);
    expect(complaint("")).toContain("expected a map, received nothing");
  });
});
