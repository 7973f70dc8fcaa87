import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { grouping, singletons } from "../../../harness/domain/stats/grouping.ts";
import { pairedDifference } from "../../../harness/domain/stats/paired.ts";
import { expectClose } from "./fixtures/close.ts";

const answers = fc.array(
  fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1), fc.constantFrom("x", "y", "z")),
  {
    minLength: 3,
    maxLength: 80,
  },
);

const split = (rows: [number, number, string][]): Parameters<typeof pairedDifference>[0] => ({
  a: Float64Array.from(rows, ([a]) => a),
  b: Float64Array.from(rows, ([, b]) => b),
  clusters: grouping(rows.map(([, , c]) => c)),
});

describe("the paired difference", () => {
  test("cells 1 / 1 / 7 / 12 give the golden difference and Wald interval", () => {
    const a = Float64Array.from({ length: 21 }, (_, i) => (i < 2 ? 1 : 0));
    const b = Float64Array.from({ length: 21 }, (_, i) => (i === 0 || (i >= 2 && i < 9) ? 1 : 0));
    const { diff, secondMoment, byItem, n } = pairedDifference({ a, b, clusters: singletons(21) });
    expect(diff).toBeCloseTo(-0.285714, 6);
    expectClose(secondMoment, 8 / 21);
    // Wald divides by n, the sample variance by n - 1.
    const wald = Math.sqrt((byItem.varDiff * (n - 1)) / n);
    expect(diff - 1.959963984540054 * wald).toBeCloseTo(-0.519709, 6);
    expect(diff + 1.959963984540054 * wald).toBeCloseTo(-0.05172, 6);
  });

  test("SE^2 = SE_A^2 + SE_B^2 - 2 phi SE_A SE_B (Miller)", () => {
    fc.assert(
      fc.property(answers, (rows) => {
        const { phi, byItem } = pairedDifference(split(rows));
        if (phi === null) return;
        const { varA, varB, varDiff } = byItem;
        expect(varA + varB - 2 * phi * Math.sqrt(varA * varB)).toBeCloseTo(varDiff, 12);
      }),
    );
  });

  test("changing places changes only the sign", () => {
    fc.assert(
      fc.property(answers, (rows) => {
        const forward = pairedDifference(split(rows));
        const backward = pairedDifference(split(rows.map(([a, b, c]) => [b, a, c])));
        expect(backward.diff).toBe(forward.diff === 0 ? 0 : -forward.diff);
        expect(backward.byCluster.varDiff).toBe(forward.byCluster.varDiff);
      }),
    );
  });

  test("clusters of one question each give the same error as questions", () => {
    const rows = [1, 0, 1, 1, 0, 0, 1].map((a, i): [number, number, string] => [a, i % 2, `c${i}`]);
    const { byItem, byCluster } = pairedDifference(split(rows));
    expectClose(byCluster.varDiff, byItem.varDiff);
  });

  test("a constant arm has no correlation, and equal arms no variance", () => {
    const a = Float64Array.of(1, 1, 1, 1);
    const b = Float64Array.of(1, 0, 1, 0);
    const clusters = grouping(["x", "x", "y", "y"]);
    expect(pairedDifference({ a, b, clusters }).phi).toBeNull();
    expect(pairedDifference({ a: b, b, clusters }).byCluster.varDiff).toBe(0);
    expect(pairedDifference({ a: b, b, clusters })).toMatchObject({ diff: 0, informative: 0, phi: 1 });
  });
});
