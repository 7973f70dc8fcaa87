import { describe, expect, it } from "vitest";
import { resultTables } from "../../../harness/app/compare/result-rows.ts";
import { memoryStore, storeRuns } from "./stored-runs.ts";

function tables(baseline: string | null) {
  const store = memoryStore();
  storeRuns(store, [
    { strategy: "good", seed: 1, isRight: (question) => question % 10 !== 0 },
    { strategy: "half", seed: 1, isRight: (question) => question % 2 === 0 },
    { strategy: "poor", seed: 1, isRight: (question) => question % 5 === 0 },
  ]);
  return resultTables(store, store.runs(), { baseline, margin: null });
}

describe("the table that a run ends with", () => {
  it("has a row for each strategy, the best first, each against the baseline", () => {
    const [table, ...others] = tables("half");
    expect(others).toEqual([]);
    expect(table).toMatchObject({ n: 40, clusters: 10, chance: 0.25 });
    expect(
      table?.rows.map(({ strategy, score, isBaseline, against }) => [
        strategy,
        score,
        isBaseline,
        against?.verdict,
      ]),
    ).toEqual([
      ["good", 0.9, false, "better"],
      ["half", 0.5, true, undefined],
      ["poor", 0.2, false, "worse"],
    ]);
  });

  it("compares nothing where the baseline was not run", () => {
    const rows = tables("absent").flatMap((table) => table.rows);
    expect(rows.map(({ against, isBaseline }) => [against, isBaseline])).toEqual(
      Array(3).fill([null, false]),
    );
  });
});
