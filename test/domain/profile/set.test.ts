import { describe, expect, it } from "vitest";
import { renderDiagnostics } from "../../../harness/domain/diagnostic/render.ts";
import type { Document } from "../../../harness/domain/document/document.ts";
import { readDocument } from "../../../harness/domain/document/read-document.ts";
import { applySet } from "../../../harness/domain/profile/set.ts";

const TEXT = "top:\n  lr: 1\n  list: [{ a: 1 }, { a: 2 }]\n";

const apply = (...assignments: readonly string[]) => {
  const read = readDocument({ file: "h.yaml", text: TEXT });
  if (!read.ok) throw new Error("the example is no YAML");
  return applySet(read.value, assignments, ["top"]);
};

const value = (...assignments: readonly string[]): Document => {
  const result = apply(...assignments);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const complaint = (...assignments: readonly string[]): string => {
  const result = apply(...assignments);
  if (result.ok) throw new Error("this should not be set");
  return renderDiagnostics(result.error, { sources: new Map(), color: false });
};

describe("--set", () => {
  it("replaces, adds and takes away values, which are YAML", () => {
    expect(value("lr=2e-4").value).toEqual({ top: { lr: 0.0002, list: [{ a: 1 }, { a: 2 }] } });
    expect(value("list.1.a=[x, y]").value).toMatchObject({ top: { list: [{ a: 1 }, { a: ["x", "y"] }] } });
    expect(value("new.deep=yes it is", "lr=null").value).toEqual({
      top: { list: [{ a: 1 }, { a: 2 }], new: { deep: "yes it is" } },
    });
    expect(value("lr=1", "lr=2").value).toMatchObject({ top: { lr: 2 } });
  });

  it("leaves the document that it was given as it is", () => {
    const read = readDocument({ file: "h.yaml", text: TEXT });
    if (!read.ok) throw new Error("the example is no YAML");
    applySet(read.value, ["lr=5"], ["top"]);
    expect(read.value.value).toMatchObject({ top: { lr: 1 } });
  });

  it("shows later problems in what was typed", () => {
    const document = value("list.0={ b: [1, 2] }");
    expect(document.spanOf(["top", "list", 0, "b", 1])).toEqual({
      file: "--set list.0={ b: [1, 2] }",
      line: 1,
      column: 23,
      length: 1,
    });
    expect(document.spanOf(["top", "list", 0], "key")).toMatchObject({ column: 7, length: 6 });
    expect(document.spanOf(["top", "lr"])).toEqual({ file: "h.yaml", line: 2, column: 7, length: 1 });
  });

  it("says what it can't set, all at once", () => {
    expect(complaint("lr", "=3", "list.7.a=1", "list.x=1", "lr.x=4", "lr=[1", "a..b=1"))
      .toMatchInlineSnapshot(`
      "--set lr:1:7 error "lr" sets nothing
          write KEY=VALUE, e.g. --set budget.lr=1e-4
      --set =3:1:7 error "=3" sets nothing
          write KEY=VALUE, e.g. --set budget.lr=1e-4
      --set list.7.a=1:1:7 error there is no entry "7" in the list
          the list has 2 entries, counted from 0
      --set list.x=1:1:7 error there is no entry "x" in the list
          the list has 2 entries, counted from 0
      --set lr.x=4:1:7 error "x" can't be set: what stands above it is a value, not a map
      --set lr=[1:1:11 error this is not YAML: a list in [ ] is not closed
          close it with ]
      --set a..b=1:1:7 error "a..b=1" sets nothing
          write KEY=VALUE, e.g. --set budget.lr=1e-4"
    `);
  });
});
