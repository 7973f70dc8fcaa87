import { expect, test } from "vitest";
import { aggregate } from "../../../harness/domain/benchmark/aggregate.ts";
import type { ItemResult } from "../../../harness/domain/benchmark/answers.ts";
import { readGarden } from "../../fixtures/read-garden.ts";

const card = readGarden();

/** Results of a subject: so many questions, of which the first ones are right. */
function resultsOf(subject: string, n: number, right: number): readonly ItemResult[] {
  return Array.from({ length: n }, (_, i) => ({
    subject,
    id: String(i),
    cluster: subject,
    logprobs: [-1, -2, -3, -4],
    tokens: [1, 1, 1, 1],
    prediction: "A",
    answer: i < right ? "A" : "B",
    correct: i < right ? 1 : 0,
    ties: 0,
    truncated: false,
  }));
}

test("micro counts questions, macro counts subjects, a group is the macro average of its subjects", () => {
  const results = [...resultsOf("trees", 30, 24), ...resultsOf("birds", 10, 2)];
  const rows = aggregate({ card, results, numChoices: () => 4 });
  expect(rows.map(({ average, n, value }) => [average, n, Number(value.toFixed(12))])).toEqual([
    ["micro", 40, 0.65],
    ["macro", 40, 0.5],
    ["group:plants", 30, 0.8],
    ["group:all", 40, 0.5],
    ["subject:birds", 10, 0.2],
    ["subject:trees", 30, 0.8],
  ]);
  for (const row of rows) {
    expect(row.low).toBeLessThan(row.value);
    expect(row.high).toBeGreaterThan(row.value);
    expect(row.chance).toBeCloseTo(0.25, 12);
    expect(row.seKind).toBe("wilson"); // two clusters are too few to judge by
  }
});

test("guessing is averaged as the score is, where questions have different numbers of choices", () => {
  const results = [...resultsOf("trees", 3, 1), ...resultsOf("birds", 1, 0)];
  const rows = aggregate({ card, results, numChoices: ({ subject }) => (subject === "trees" ? 4 : 2) });
  expect(Object.fromEntries(rows.map(({ average, chance }) => [average, chance]))).toEqual({
    micro: (3 * 0.25 + 0.5) / 4,
    macro: (0.25 + 0.5) / 2,
    "group:plants": 0.25,
    "group:all": 0.375,
    "subject:birds": 0.5,
    "subject:trees": 0.25,
  });
});

test("without public answers there is no score", () => {
  const results = resultsOf("trees", 3, 1).map((result) => ({ ...result, answer: null, correct: null }));
  expect(aggregate({ card, results, numChoices: () => 4 })).toEqual([]);
});
