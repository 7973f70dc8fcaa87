import { describe, expect, it } from "vitest";
import { compareRuns, type CompareRequest } from "../../../harness/app/compare/compare-runs.ts";
import type { Store } from "../../../harness/app/ports/store.ts";
import { memoryStore, storeRuns, type StoredRun } from "./stored-runs.ts";

const all = (strategy: string, isRight: StoredRun["isRight"]): readonly StoredRun[] =>
  [1, 2, 3].map((seed) => ({ strategy, seed, isRight: (question) => isRight(question + seed) }));

function stored(): Store {
  const store = memoryStore();
  storeRuns(store, [
    ...all("good", (question) => question % 10 !== 0),
    ...all("half", (question) => question % 2 === 0),
    ...all("poor", (question) => question % 5 === 0),
  ]);
  return store;
}

const request = (names: readonly string[], changes: Partial<CompareRequest> = {}): CompareRequest => ({
  names,
  baseline: null,
  benchmark: null,
  margin: null,
  isFamily: false,
  ...changes,
});

const pairsOf = (changes: Partial<CompareRequest>, names: readonly string[]) => {
  const compared = compareRuns(stored(), request(names, changes));
  if (!compared.ok) throw new Error(JSON.stringify(compared.error));
  return compared.value;
};

describe("comparing stored runs", () => {
  it("averages the seeds of a strategy and says which is better", () => {
    const [pair] = pairsOf({}, ["good", "half"]);
    expect(pair).toMatchObject({ a: "good", b: "half", conditions: { benchmark: "law", split: "val" } });
    expect(pair?.member.comparison?.diff).toBeCloseTo(0.4, 10);
    expect(pair?.member.verdict.kind).toBe("better");
  });

  it("compares all pairs, or each with the baseline", () => {
    const names = ({ a, b }: { readonly a: string; readonly b: string }): string => `${a}-${b}`;
    expect(pairsOf({}, ["good", "half", "poor"]).map(names)).toEqual(["good-half", "good-poor", "half-poor"]);
    expect(pairsOf({ baseline: "half" }, ["good", "poor"]).map(names)).toEqual(["good-half", "poor-half"]);
  });

  it("corrects the p-values of a family, and only of a family", () => {
    const alone = pairsOf({ baseline: "half" }, ["good", "poor"]);
    const family = pairsOf({ baseline: "half", isFamily: true }, ["good", "poor"]);
    for (const { member } of alone) expect(member.pAdjusted).toBe(member.comparison?.p);
    expect(family.some(({ member }) => (member.pAdjusted ?? 0) > (member.comparison?.p ?? 0))).toBe(true);
  });

  it("says why two can't be compared: another number of shots", () => {
    const store = stored();
    storeRuns(store, [{ strategy: "shots", seed: 1, shots: 5, isRight: () => true }]);
    const compared = compareRuns(store, request(["shots", "half"]));
    expect(compared.ok && compared.value.map(({ member }) => member.verdict)).toContainEqual({
      kind: "not-comparable",
      problem: { reason: "different-conditions", field: "shots", first: "5", second: "0" },
    });
  });

  it("refuses unknown names, all at once, and benchmarks without scores", () => {
    const unknown = compareRuns(stored(), request(["god", "hlf"]));
    expect(unknown.ok ? [] : unknown.error.problems.map(({ hint }) => hint)).toEqual([
      'did you mean "good"?',
      'did you mean "half"?',
    ]);
    const without = compareRuns(stored(), request(["good", "half"], { benchmark: "art" }));
    expect(without.ok ? "" : without.error.problems[0]?.message).toBe(
      "good, half: no scores on art are stored",
    );
  });
});
