import { describe, expect, it } from "vitest";
import { describeChanges } from "../../../harness/domain/plan/changes.ts";

describe("what changed between two plans", () => {
  it("is nothing when the inputs are equal in another order", () => {
    expect(describeChanges({ a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 })).toEqual([]);
  });

  it("names each leaf with both values", () => {
    expect(describeChanges({ budget: { lr: 0.001, steps: 5 } }, { budget: { lr: 0.002, steps: 5 } })).toEqual(
      ["budget.lr: 0.001 -> 0.002"],
    );
  });

  it("says what is absent, and shortens hashes", () => {
    const hash = "ab".repeat(32);
    expect(describeChanges({ model: hash }, { data: hash })).toEqual([
      "data: (absent) -> abababab",
      "model: abababab -> (absent)",
    ]);
  });
});
