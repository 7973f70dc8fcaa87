import { describe, expect, test } from "vitest";
import { neededToSettle } from "../../../harness/domain/stats/needed.ts";
import { combineErrors } from "../../../harness/domain/stats/seeds.ts";

// discordance .3 on 1346 questions
const questions = { variance: 0.3 / 1346, df: 51 };
const base = { n: 1346, seeds: 3, alpha: 0.05, margin: null };

describe("what would settle it", () => {
  test("without seed noise it is the number of questions of the power table", () => {
    const needed = neededToSettle({ ...base, diff: 0.02, error: combineErrors(questions, []) });
    expect(Math.abs((needed.items ?? NaN) - 5885)).toBeLessThan(5);
    expect(needed.seeds).toBeNull();
  });

  test("a seed part that is too large for any number of questions asks for seeds", () => {
    const error = combineErrors({ variance: 1e-6, df: 51 }, [{ variance: 1e-3, spread: 1e-3, df: 2 }]);
    const needed = neededToSettle({ ...base, diff: 0.02, error });
    expect(needed.items).toBeNull();
    // 3 seeds * 1e-3 / ((.02 / 2.8016)^2 - 1e-6) = 60.04
    expect(needed.seeds).toBe(61);
  });

  test("no difference needs nothing, except to show equivalence", () => {
    const error = combineErrors(questions, []);
    expect(neededToSettle({ ...base, diff: 0, error })).toEqual({
      items: null,
      seeds: null,
      itemsForEquivalence: null,
    });
    const needed = neededToSettle({ ...base, diff: 0, error, margin: 0.01 });
    // .3 * ((1.645 + .842) / .01)^2
    expect(Math.abs((needed.itemsForEquivalence ?? NaN) - 18548)).toBeLessThan(10);
  });

  test("a difference outside the margin cannot be shown to be within", () => {
    const needed = neededToSettle({
      ...base,
      diff: -0.03,
      error: combineErrors(questions, []),
      margin: 0.01,
    });
    expect(needed.itemsForEquivalence).toBeNull();
  });
});
