import { describe, expect, test } from "vitest";
import type { ScoredItem } from "../../../harness/domain/stats/item-table.ts";
import { scoreItems, scoreRuns, type Score } from "../../../harness/domain/stats/score.ts";
import { wilson } from "../../../harness/domain/stats/wilson.ts";
import { cevalResults } from "./fixtures/ceval-table.ts";
import { expectClose } from "./fixtures/close.ts";
import { makeItems, noisyItems } from "./fixtures/make-items.ts";

const { values, subjects } = cevalResults();
const ceval: readonly ScoredItem[] = values.map((correct, i) => {
  const subject = subjects[i] ?? "";
  return { key: `${subject}/${i}`, cluster: subject, subject, correct, chance: 0.25 };
});

function scored(...args: Parameters<typeof scoreItems>): Score {
  const result = scoreItems(...args);
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

describe("the score of a real C-Eval table", () => {
  const score = scored(ceval, {
    groups: [
      { id: "law", subjects: ["law", "legal_professional"] },
      { id: "none", subjects: [] },
    ],
  });

  test("micro is clustered, with Wilson's and the stratified interval beside it", () => {
    expect(score).toMatchObject({ n: 1346, clusters: 52, seeds: 1, chance: 0.25 });
    expect(score.micro.value).toBeCloseTo(0.5482912, 7);
    expect(score.micro.se).toBeCloseTo(0.0200359, 7);
    expect(score.micro).toMatchObject({ method: "cr1-t", df: 51, n: 1346 });
    expectClose(score.microWilson.low, wilson(738, 1346).low, 1e-12);
    expect(score.microStratified?.se).toBeCloseTo(0.0132247, 7);
  });

  test("macro has subjects at random, or fixed", () => {
    expect(score.macro.value).toBeCloseTo(0.5514391, 7);
    expect(score.macro.se).toBeCloseTo(0.0220776, 7);
    expect(score.macroStratified?.se).toBeCloseTo(0.0138664, 7);
  });

  test("a group is the macro average of its subjects; a group without questions is left out", () => {
    expect(score.groups).toHaveLength(1);
    expect(score.groups[0]).toMatchObject({ id: "law", subjects: 2 });
    expect(score.groups[0]?.score.n).toBe(47);
    expectClose(score.groups[0]?.score.value ?? NaN, (11 / 24 + 9 / 23) / 2, 1e-12);
    expect(score.groups[0]?.score.method).toBe("wilson"); // two clusters
  });

  test("a subject has a Wilson interval", () => {
    const law = score.subjects.find(({ id }) => id === "law");
    expectClose(law?.score.low ?? NaN, wilson(11, 24).low, 1e-12);
    expectClose(law?.score.high ?? NaN, wilson(11, 24).high, 1e-12);
    expect(score.subjects).toHaveLength(52);
  });

  test("it is above chance, and normalised by it", () => {
    expect(score.aboveChanceP).toBeLessThan(1e-100);
    expectClose(score.normalised.value, (score.micro.value - 0.25) / 0.75, 1e-12);
  });
});

describe("extreme scores", () => {
  test("all right and all wrong have an interval that is not a point", () => {
    const right = scored(makeItems(100, 10, () => true));
    expect(right.micro).toMatchObject({ value: 1, high: 1, method: "wilson" });
    expect(right.micro.low).toBeGreaterThan(0.9);
    expect(right.micro.low).toBeLessThan(1);
    expect(right.macro.low).toBeLessThan(1);
    const wrong = scored(makeItems(100, 10, () => false));
    expect(wrong.micro).toMatchObject({ value: 0, low: 0 });
    expect(wrong.aboveChanceP).toBe(1);
  });

  test("one question, and one subject", () => {
    const one = scored(makeItems(1, 1, () => true));
    expect(one.micro.low).toBeGreaterThan(0);
    expect(one).toMatchObject({ microStratified: null, macroStratified: null });
    expect(scored(makeItems(30, 1, (i) => i % 2 === 0)).micro.method).toBe("wilson");
  });

  test("no questions, and a score that is no number, are said", () => {
    expect(scoreItems([])).toEqual({ ok: false, error: { reason: "no-items" } });
    expect(scoreItems(makeItems(2, 1, () => NaN))).toMatchObject({
      ok: false,
      error: { reason: "invalid-item" },
    });
  });
});

describe("several seeds", () => {
  const runs = [0.5, 0.5, 0.5].map((p, k) => ({ seed: k, items: noisyItems(500, 25, { seed: k + 1, p }) }));

  test("are averaged per question, and their spread is in the interval", () => {
    const result = scoreRuns(runs);
    if (!result.ok) throw new Error(result.error.reason);
    expect(result.value.seeds).toBe(3);
    expectClose(result.value.micro.value, result.value.perSeed.reduce((a, b) => a + b) / 3, 1e-12);
    const shaky = scoreRuns(
      [0.3, 0.5, 0.7].map((p, k) => ({ seed: k, items: noisyItems(500, 25, { seed: k + 1, p }) })),
    );
    if (!shaky.ok) throw new Error(shaky.error.reason);
    expect(shaky.value.micro.se).toBeGreaterThan(3 * result.value.micro.se);
    expect(shaky.value.macro.se).toBeGreaterThan(3 * result.value.macro.se);
  });

  test("the order of questions does not matter", () => {
    const turned = runs.map(({ seed, items }) => ({ seed, items: items.toReversed() }));
    expect(scoreRuns(turned)).toEqual(scoreRuns(runs));
  });
});

test("clusters that cross subjects are used for both averages", () => {
  // 12 entities, each asked in 4 subjects; the entity decides.
  const items = Array.from({ length: 48 }, (_, i) => ({
    key: `q${i}`,
    cluster: `entity ${i % 12}`,
    subject: `relation ${Math.floor(i / 12)}`,
    correct: i % 12 < 6 ? 1 : 0,
    chance: 0.25,
  }));
  const score = scored(items);
  expect(score).toMatchObject({ clusters: 12 });
  expectClose(score.micro.se, Math.sqrt((12 / 11) * 12 * (0.5 / 12) ** 2), 1e-12);
  expectClose(score.macro.se, score.micro.se, 1e-12);
});
