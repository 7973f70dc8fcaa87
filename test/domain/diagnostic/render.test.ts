import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../harness/domain/diagnostic/diagnostic.ts";
import { renderDiagnostics } from "../../../harness/domain/diagnostic/render.ts";

const plain = (list: readonly Diagnostic[], text = ""): string =>
  renderDiagnostics(list, { sources: new Map([["a.yaml", text]]), color: false });

const problem = (line: number, column: number, length: number): Diagnostic => ({
  severity: "error",
  code: "unknown-key",
  message: `unknown key "trian"`,
  hint: `did you mean "train"?`,
  at: { file: "a.yaml", line, column, length },
});

describe("a rendered diagnostic", () => {
  it("shows place, problem, underlined line, and remedy", () => {
    expect(plain([problem(2, 1, 5)], "name: x\ntrian: [layers 0%..50%]\n")).toMatchInlineSnapshot(`
      "a.yaml:2:1 error unknown key "trian"
        2 | trian: [layers 0%..50%]
          | ~~~~~
          did you mean "train"?"
    `);
  });

  it("underlines in the right place after wide letters and tabs", () => {
    expect(plain([problem(1, 5, 2)], "训练: 浅层")).toMatchInlineSnapshot(`
      "a.yaml:1:5 error unknown key "trian"
        1 | 训练: 浅层
          |       ~~~~
          did you mean "train"?"
    `);
    expect(plain([problem(1, 2, 3)], "\tabc")).toContain("| \t~~~");
  });

  it("cuts a long line around the place", () => {
    const rendered = plain([problem(1, 301, 4)], `${"x".repeat(300)}here${"y".repeat(300)}`);
    expect(Math.max(...rendered.split("\n").map((line) => line.length))).toBeLessThan(130);
    expect(rendered).toContain("here");
  });

  it("needs neither a place nor the text of the file", () => {
    const { severity, code, message, hint = "" } = problem(1, 1, 1);
    expect(plain([{ severity, code, message, hint }])).toBe(
      'error unknown key "trian"\n    did you mean "train"?',
    );
    const elsewhere = { ...problem(3, 4, 1), at: { file: "b.yaml", line: 3, column: 4, length: 1 } };
    expect(plain([elsewhere])).toBe('b.yaml:3:4 error unknown key "trian"\n    did you mean "train"?');
  });

  it("comes in the order of the lines", () => {
    const rendered = plain([problem(2, 1, 1), problem(1, 5, 1), problem(1, 2, 1)], "abcdef\nb");
    expect([...rendered.matchAll(/^a\.yaml:\S+/gm)].map(String)).toEqual([
      "a.yaml:1:2",
      "a.yaml:1:5",
      "a.yaml:2:1",
    ]);
  });

  it("is coloured only where the terminal has colours", () => {
    const list = [problem(1, 1, 1)];
    expect(plain(list, "x")).not.toContain("\u001b");
    expect(renderDiagnostics(list, { sources: new Map(), color: true })).toContain("\u001b[31merror");
    expect(
      renderDiagnostics([{ ...problem(1, 1, 1), severity: "warning" }], { sources: new Map(), color: true }),
    ).toContain("\u001b[33mwarning");
  });
});
