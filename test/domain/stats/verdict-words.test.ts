import { describe, expect, test } from "vitest";
import type { NotComparable } from "../../../harness/domain/stats/not-comparable.ts";
import {
  notComparableWords,
  verdictRule,
  verdictWords,
} from "../../../harness/domain/stats/verdict-words.ts";
import type { Verdict } from "../../../harness/domain/stats/verdict.ts";

const needed = { items: 5885, seeds: 7, itemsForEquivalence: null };
const VERDICTS: readonly Verdict[] = [
  { kind: "better", withinMargin: false },
  { kind: "better", withinMargin: true },
  { kind: "worse", withinMargin: false },
  { kind: "worse", withinMargin: true },
  { kind: "better-here", why: "few-clusters" },
  { kind: "worse-here", why: "not-across-clusters" },
  { kind: "equivalent", margin: 0.01, scope: "clusters" },
  { kind: "equivalent", margin: 0.0025, scope: "questions" },
  { kind: "inconclusive", needed },
  { kind: "not-above-chance" },
  { kind: "not-comparable", problem: { reason: "no-items" } },
];
const PROBLEMS: readonly NotComparable[] = [
  { reason: "no-items" },
  { reason: "duplicate-item", key: "law/1" },
  { reason: "invalid-item", key: "law/1", field: "correct", found: "NaN" },
  { reason: "different-items", onlyFirst: 3, onlySecond: 0, example: "law/1" },
  { reason: "different-labels", key: "law/1", field: "subject" },
  { reason: "different-conditions", field: "shots", first: "0", second: "5" },
];
const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

describe("words", () => {
  test("every verdict has words and a rule in both languages, and no two verdicts share their words", () => {
    for (const verdict of VERDICTS) {
      for (const words of [verdictWords(verdict), verdictRule(verdict)]) {
        expect(isChinese(words.en)).toBe(false);
        expect(isChinese(words.zh)).toBe(true);
      }
    }
    expect(new Set(VERDICTS.map((verdict) => verdictWords(verdict).en)).size).toBe(VERDICTS.length);
    expect(new Set(VERDICTS.map((verdict) => verdictWords(verdict).zh)).size).toBe(VERDICTS.length);
  });

  test("nothing ever says just 'no difference'", () => {
    for (const verdict of VERDICTS) expect(verdictWords(verdict).en).not.toMatch(/no difference(?! larger)/);
  });

  test("an inconclusive verdict says what would settle it", () => {
    expect(verdictWords({ kind: "inconclusive", needed }).en).toBe(
      "inconclusive: a difference of this size would need about 5,900 questions or 7 seeds",
    );
    expect(
      verdictWords({
        kind: "inconclusive",
        needed: { items: 1_283_994, seeds: null, itemsForEquivalence: 20_001 },
      }).en,
    ).toBe(
      "inconclusive: a difference of this size would need about 1,300,000 questions; equivalence within the margin about 21,000 questions",
    );
    expect(
      verdictWords({ kind: "inconclusive", needed: { items: null, seeds: null, itemsForEquivalence: null } })
        .en,
    ).toBe("inconclusive: more of the same would not settle it");
  });

  test("margins are said in points", () => {
    expect(verdictWords({ kind: "equivalent", margin: 0.0025, scope: "clusters" }).en).toBe(
      "no difference larger than 0.25 points",
    );
  });

  test("every reason not to compare names what differs", () => {
    expect(PROBLEMS.map((problem) => notComparableWords(problem).en)).toEqual([
      "there are no questions",
      'question "law/1" occurs twice',
      'question "law/1": correct is NaN',
      'different questions: 3 only in the first, 0 only in the second, e.g. "law/1"',
      'question "law/1" has another subject in each',
      "different shots: 0 and 5",
    ]);
    for (const problem of PROBLEMS) expect(isChinese(notComparableWords(problem).zh)).toBe(true);
  });
});
