import { describe, expect, test } from "vitest";
import {
  itemTable,
  tableDifference,
  type ItemTable,
  type SeedRun,
} from "../../../harness/domain/stats/item-table.ts";
import { makeItems } from "./fixtures/make-items.ts";

const items = makeItems(6, 2, (i) => i % 2 === 0);
const run = (seed: number | null, list = items): SeedRun => ({ seed, items: list });

function table(runs: readonly SeedRun[]): ItemTable {
  const result = itemTable(runs);
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

describe("a table of items", () => {
  test("questions are ordered by key, whatever order they came in", () => {
    expect(table([run(1, items.toReversed())])).toEqual(table([run(1)]));
  });

  test("the mean of the seeds is per question", () => {
    const other = makeItems(6, 2, () => true);
    expect([...table([run(1), run(2, other)]).means]).toEqual([1, 0.5, 1, 0.5, 1, 0.5]);
  });

  test("no runs, or runs without questions, are said", () => {
    expect(itemTable([])).toEqual({ ok: false, error: { reason: "no-items" } });
    expect(itemTable([run(1, [])])).toEqual({ ok: false, error: { reason: "no-items" } });
  });

  test("a question that occurs twice is named", () => {
    const twice = [...items, ...items.slice(2, 3)];
    expect(itemTable([run(1, twice)])).toEqual({
      ok: false,
      error: { reason: "duplicate-item", key: "q000002" },
    });
  });

  test.each([NaN, 0.5, -1, Infinity])("a score of %d is named, not averaged", (bad) => {
    expect(
      itemTable([
        run(
          1,
          makeItems(3, 1, () => bad),
        ),
      ]),
    ).toEqual({
      ok: false,
      error: { reason: "invalid-item", key: "q000000", field: "correct", found: String(bad) },
    });
  });

  test.each([NaN, 1, -0.25])("a chance of %d is named", (chance) => {
    const result = itemTable([
      run(
        1,
        items.map((item) => ({ ...item, chance })),
      ),
    ]);
    expect(result).toMatchObject({ ok: false, error: { reason: "invalid-item", field: "chance" } });
  });

  test("seeds of one arm must share their questions", () => {
    expect(itemTable([run(1), run(2, items.slice(1))])).toEqual({
      ok: false,
      error: { reason: "different-items", onlyFirst: 1, onlySecond: 0, example: "q000000" },
    });
  });
});

describe("two tables", () => {
  test("equal questions with equal labels can be compared", () => {
    expect(tableDifference(table([run(1)]), table([run(2, items.toReversed())]))).toBeNull();
  });

  test.each(["subject", "cluster"] as const)("another %s for a question is named", (field) => {
    const changed = items.map((item, i) => (i === 3 ? { ...item, [field]: "elsewhere" } : item));
    expect(tableDifference(table([run(1)]), table([run(1, changed)]))).toEqual({
      reason: "different-labels",
      key: "q000003",
      field,
    });
  });

  test("another number of options is named", () => {
    const changed = items.map((item, i) => (i === 5 ? { ...item, chance: 0.2 } : item));
    expect(tableDifference(table([run(1)]), table([run(1, changed)]))).toEqual({
      reason: "different-labels",
      key: "q000005",
      field: "chance",
    });
  });
});
