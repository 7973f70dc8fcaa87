import { expect, test } from "vitest";
import { kappaOf, type LetterItem } from "../../../harness/domain/stats/kappa.ts";
import { expectClose } from "./fixtures/close.ts";

/** Items from a table of counts: `table[answer][prediction]`. */
const fromTable = (
  table: Readonly<Record<string, Readonly<Record<string, number>>>>,
): readonly LetterItem[] =>
  Object.entries(table).flatMap(([answer, row]) =>
    Object.entries(row).flatMap(([prediction, count]) =>
      Array.from({ length: count }, () => ({ subject: "s", answer, prediction })),
    ),
  );

test("kappa and its null standard error are those of a worked two-letter table", () => {
  // p_o = .7, p_e = .5 * .6 + .5 * .4 = .5; sum q g (q + g) = .3 * 1.1 + .2 * .9 = .51; SE0 = sqrt(.24 / 50) / .5.
  const kappa = kappaOf(fromTable({ A: { A: 20, B: 5 }, B: { A: 10, B: 15 } }));
  expectClose(kappa?.expected ?? NaN, 0.5);
  expectClose(kappa?.kappa ?? NaN, 0.4);
  expectClose(kappa?.seNull ?? NaN, Math.sqrt(0.24 / 50) / 0.5);
  expectClose(kappa?.p ?? NaN, 0.0019462085613893, 1e-9); // Phi(-2.88675)
});

/** statsmodels 0.15.0, `cohens_kappa(table)`. */
const STATSMODELS = { kappa: 0.13233710724656594, std_kappa0: 0.039558759587193564 };

test("kappa of four letters agrees with statsmodels' cohens_kappa", () => {
  const kappa = kappaOf(
    fromTable({
      A: { A: 30, B: 12, C: 9, D: 4 },
      B: { A: 18, B: 20, C: 7, D: 6 },
      C: { A: 22, B: 8, C: 14, D: 5 },
      D: { A: 19, B: 11, C: 10, D: 8 },
    }),
  );
  expectClose(kappa?.kappa ?? NaN, STATSMODELS.kappa, 1e-12);
  expectClose(kappa?.seNull ?? NaN, STATSMODELS.std_kappa0, 1e-12);
});

test("a constant letter has kappa 0, whatever its accuracy", () => {
  const kappa = kappaOf(fromTable({ A: { A: 60 }, B: { A: 20 }, C: { A: 20 } }));
  expect(kappa).toEqual({ accuracy: 0.6, expected: 0.6, kappa: 0, seNull: 0, p: 1 });
});

test("an answer in which no letter could be read agrees with nothing", () => {
  const unread = kappaOf([
    { subject: "s", answer: "A", prediction: "A" },
    { subject: "s", answer: "B", prediction: null },
  ]);
  expect(unread).toMatchObject({ accuracy: 0.5, expected: 0.25 });
});

test("all right has kappa 1; one letter only, or nothing asked, has none", () => {
  expect(kappaOf(fromTable({ A: { A: 5 }, B: { B: 5 } }))?.kappa).toBe(1);
  expect(kappaOf(fromTable({ A: { A: 5 } }))).toEqual({
    accuracy: 1,
    expected: 1,
    kappa: null,
    seNull: null,
    p: 1,
  });
  expect(kappaOf([])).toBeNull();
});
