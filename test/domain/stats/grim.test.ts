import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { grim } from "../../../harness/domain/stats/grim.ts";
import { CEVAL_TABLE } from "./fixtures/ceval-table.ts";

const sizes = CEVAL_TABLE.map(([, n]) => n);
const PAPER = ["29.40", "29.55", "25.39", "25.55", "26.62", "26.32"] as const;

describe("the paper's six C-Eval scores", () => {
  // Nearest values of k/1346, references/statistics.md 4.1.
  test.each([
    ["29.40", 29.346, 29.421],
    ["29.55", 29.495, 29.569],
    ["25.39", 25.334, 25.409],
    ["25.55", 25.483, 25.557],
    ["26.62", 26.597, 26.672],
    ["26.32", 26.3, 26.374],
  ])("%s is no number of right answers among the 1,346 of val", (published, below, above) => {
    const found = grim(published, { kind: "micro", n: 1346 });
    if (found.kind !== "impossible") throw new Error(found.kind);
    expect(Math.abs(found.below - below)).toBeLessThan(0.00051);
    expect(Math.abs(found.above - above)).toBeLessThan(0.00051);
  });

  test("each may be of the 12,342 of the test split, or a macro average over val's 52 subjects", () => {
    for (const published of PAPER) {
      expect(grim(published, { kind: "micro", n: 12342 }).kind).toBe("possible");
      const macro = grim(published, { kind: "macro", sizes });
      if (macro.kind !== "possible") throw new Error(macro.kind);
      // About as many right answers as the percentage of all.
      expect(Math.abs(macro.example / 1346 - Number(published) / 100)).toBeLessThan(0.01);
    }
  });

  test("no number of questions below 1,700 fits all six, and some above do", () => {
    const fits = (n: number): boolean =>
      PAPER.every((each) => grim(each, { kind: "micro", n }).kind === "possible");
    expect(Array.from({ length: 1699 }, (_, i) => i + 1).filter(fits)).toEqual([]);
    expect(fits(12342)).toBe(true);
  });
});

test("a number that was made by rounding k/n is possible, with as many digits as it has", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20000 }),
      fc.nat(),
      fc.integer({ min: 0, max: 4 }),
      (n, k, digits) => {
        const percent = ((100 * (k % (n + 1))) / n).toFixed(digits);
        expect(grim(percent, { kind: "micro", n }).kind).toBe("possible");
      },
    ),
  );
});

test("a random number of two digits fits 1,346 questions with probability 13.5 %", () => {
  let fitting = 0;
  for (let i = 0; i < 10000; i++) {
    if (grim((i / 100).toFixed(2), { kind: "micro", n: 1346 }).kind === "possible") fitting++;
  }
  expect(fitting / 10000).toBeCloseTo(0.135, 2);
});

describe("a macro average over few subjects", () => {
  test("is checked against all that there are", () => {
    // Subjects of 4 and 6: shares in twenty-fourths.
    const average = { kind: "macro", sizes: [4, 6] } as const;
    expect(grim("33.3", average)).toEqual({ kind: "possible", example: 3 }); // 2/4 and 1/6
    expect(grim("30.0", average)).toEqual({
      kind: "impossible",
      below: 29.166666666666668,
      above: 33.333333333333336,
    });
  });

  test("of one subject is a micro average", () => {
    for (const each of PAPER) {
      const alone = grim(each, { kind: "macro", sizes: [1346] });
      expect(alone.kind).toBe(grim(each, { kind: "micro", n: 1346 }).kind);
    }
    expect(grim("50.00", { kind: "macro", sizes: [1346] })).toEqual({ kind: "possible", example: 673 });
  });

  test("of sizes too large to try all is not decided where no way is found", () => {
    expect(grim("29.123456", { kind: "macro", sizes: [997, 1009, 1013] }).kind).toBe("undecided");
  });
});

test("what is no percentage is not judged", () => {
  for (const text of ["0.2940.1", "-3", "101", "29,4", "", "x"]) {
    expect(grim(text, { kind: "micro", n: 10 })).toEqual({ kind: "not-a-percent" });
  }
  expect(grim("100", { kind: "micro", n: 7 })).toEqual({ kind: "possible", example: 7 });
  expect(grim("0", { kind: "micro", n: 7 })).toEqual({ kind: "possible", example: 0 });
});
