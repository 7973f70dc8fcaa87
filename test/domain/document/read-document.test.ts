import { describe, expect, it } from "vitest";
import { renderDiagnostics } from "../../../harness/domain/diagnostic/render.ts";
import type { DocumentPath } from "../../../harness/domain/document/document.ts";
import { readDocument } from "../../../harness/domain/document/read-document.ts";

const complaint = (text: string): string => {
  const read = readDocument({ file: "a.yaml", text });
  if (read.ok) throw new Error("this should not be readable");
  return renderDiagnostics(read.error, { sources: new Map([["a.yaml", text]]), color: false });
};

const document = (text: string) => {
  const read = readDocument({ file: "a.yaml", text });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

describe("a document that is no YAML says so in words", () => {
  it("a key that stands twice", () => {
    expect(complaint("train: a\nfreeze: b\ntrain: c\n")).toMatchInlineSnapshot(`
      "a.yaml:3:1 error the key "train" stands here twice
        3 | train: c
          | ~~~~~
          keep one of them"
    `);
  });
  it("a tab as indentation", () => {
    expect(complaint("title:\n\ten: x\n")).toMatchInlineSnapshot(`
      "a.yaml:2:1 error a tab is not indentation in YAML
        2 | 	en: x
          | ~
          indent with spaces"
    `);
  });
  it("a list that is not closed", () => {
    expect(complaint("train: [embed, head\nfreeze: x")).toMatchInlineSnapshot(`
      "a.yaml:2:1 error this is not YAML: a list in [ ] is not closed
        2 | freeze: x
          | ~
          close it with ]"
    `);
  });
  it("a text that is not closed", () => {
    expect(complaint("title: 'x\n")).toMatchInlineSnapshot(`
      "a.yaml:1:9 error this is not YAML: a text in quotes is not closed
        1 | title: 'x
          |         ~
          close the quotes"
    `);
  });
  it("a colon in a plain text", () => {
    expect(complaint("title: freeze: deep\n")).toMatchInlineSnapshot(`
      "a.yaml:1:8 error this is not YAML: two \`key: value\` on one line
        1 | title: freeze: deep
          |        ~
          start a new line, or put the text in quotes: "...""
    `);
  });
  it("a bracket or ${} in a flow list", () => {
    expect(complaint("train: [layers ..${b}]\n")).toMatchInlineSnapshot(`
      "a.yaml:1:19 error this is not YAML: entries in [ ] or { } have no comma between them
        1 | train: [layers ..\${b}]
          |                   ~
          a text with , [ ] { or } in it needs quotes"
    `);
  });
  it("a text that begins with a reserved sign", () => {
    expect(complaint("title: @x\n")).toMatchInlineSnapshot(`
      "a.yaml:1:8 error this is not YAML: a plain text can't begin with @
        1 | title: @x
          |        ~
          put the text in quotes: "...""
    `);
  });
  it("several documents in one file", () => {
    expect(complaint("a: 1\n---\nb: 2\n")).toMatchInlineSnapshot(`
      "a.yaml:2:1 error one file holds one document
        2 | ---
          | ~~~
          drop the line \`---\`"
    `);
  });
  it("a map as a key", () => {
    expect(complaint("? { a: 1 }\n: 2\n")).toMatchInlineSnapshot(`
      "a.yaml:1:3 error a key is one word or text, not a list or a map
        1 | ? { a: 1 }
          |   ~~~~~~~~
          a value that begins with { or [ needs quotes"
    `);
  });
  it("an alias without its anchor", () => {
    expect(complaint("train: *.layers\n")).toMatchInlineSnapshot(`
      "a.yaml:1:8 error no anchor &.layers stands before *.layers
        1 | train: *.layers
          |        ~~~~~~~~
          a value that begins with * needs quotes"
    `);
  });
  it("an alias inside what it repeats", () => {
    expect(complaint("a: &x [*x]\n")).toMatchInlineSnapshot(`
      "a.yaml:1:8 error *x stands inside the value that it repeats
        1 | a: &x [*x]
          |        ~~"
    `);
  });

  it("several problems come at once", () => {
    expect(complaint("a: 1\na: 2\nb: 1\nb: 2\n").match(/stands here twice/g)).toHaveLength(2);
  });
});

describe("a document that is meant to harm", () => {
  it("cannot grow through aliases", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]",
      "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]",
      "d: [*c,*c,*c,*c]",
    ];
    expect(complaint(bomb.join("\n"))).toContain("aliases repeat more than 1000 values");
  });

  it("cannot exhaust the stack", () => {
    expect(complaint("[".repeat(5000))).toMatch(/^a\.yaml:1:\d+ error values are nested too deeply/);
  });

  it("cannot be endless", () => {
    expect(complaint(`a: ${"x".repeat(1_000_001)}`)).toContain("at most 1000000 are read");
  });

  it("cannot reach a prototype", () => {
    const { value } = document("__proto__: { polluted: true }\nconstructor: 1\n");
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("a readable document", () => {
  it("gives plain values, aliases followed", () => {
    expect(document("a: &x [1, two, 3.5, true, null]\nb: *x\n1: one\n").value).toEqual({
      a: [1, "two", 3.5, true, null],
      b: [1, "two", 3.5, true, null],
      "1": "one",
    });
    expect(document("lr: 1e-3\nbetas: [.9, 0.98]").value).toEqual({ lr: 0.001, betas: [0.9, 0.98] });
  });

  it("is null when there is nothing in it, and JSON is YAML", () => {
    expect(document("# nothing\n").value).toBeNull();
    expect(document('{"a": [1, {"b": null}]}').value).toEqual({ a: [1, { b: null }] });
  });

  const text =
    'name: x\ntitle: { en: "Train", zh: 训练 }\nphases:\n  - until: 40%\n    train: [embed, head]\nlong: |\n  one\n  two\n';
  const placeOf = (path: DocumentPath, part?: "key" | "value"): string => {
    const { line, column, length } = document(text).spanOf(path, part);
    return text.split("\n")[line - 1]?.slice(column - 1, column - 1 + length) ?? "";
  };

  it("knows where each value and key stands", () => {
    expect(placeOf(["title", "en"])).toBe('"Train"');
    expect(placeOf(["title", "zh"])).toBe("训练");
    expect(placeOf(["title", "zh"], "key")).toBe("zh");
    expect(placeOf(["phases", 0, "train", 1])).toBe("head");
    expect(placeOf(["phases", 0, "train"], "key")).toBe("train");
    expect(document(text).spanOf(["phases", 0, "train", 1])).toEqual({
      file: "a.yaml",
      line: 5,
      column: 20,
      length: 4,
    });
  });

  it("shows what is missing at the key above it", () => {
    expect(placeOf(["title", "fr"])).toBe("title");
    expect(placeOf(["phases", 3])).toBe("phases");
    expect(placeOf(["nothing"])).toBe("name");
    expect(placeOf([])).toBe("name");
  });

  it("marks only the first line of a long value", () => {
    expect(document(text).spanOf(["long"])).toMatchObject({ line: 6, column: 7, length: 1 });
  });
});
