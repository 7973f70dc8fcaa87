import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparePaired, type Arm, type PairedComparison } from "../../../harness/domain/stats/compare.ts";
import { fromCells, makeItems, noisyItems, single } from "./fixtures/make-items.ts";

function compare(a: Arm, b: Arm, margin: number | null = 0.01): PairedComparison {
  const result = comparePaired({ a, b, alpha: 0.05, margin });
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

/** Every number in the result, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(numbersIn);
  return [];
}

function expectTrue(result: PairedComparison): void {
  for (const number of numbersIn(result)) expect(Number.isFinite(number)).toBe(true);
  expect(result.p).toBeGreaterThanOrEqual(0);
  expect(result.p).toBeLessThanOrEqual(1);
  expect(result.diffCi.low).toBeLessThanOrEqual(result.diff);
  expect(result.diffCi.high).toBeGreaterThanOrEqual(result.diff);
  expect(result.diffCi.high).toBeGreaterThan(result.diffCi.low);
  expect(result.mde).toBeGreaterThan(0);
}

describe("a comparison of the golden table 234 / 162 / 108 / 842", () => {
  const { a, b } = fromCells({ both: 234, onlyA: 162, onlyB: 108, neither: 842 });
  const result = compare(single(a), single(b));

  test("its numbers are those of the protocol", () => {
    expect(result).toMatchObject({ n: 1346, clusters: 1346, method: "cr1-t", seedNoise: "no-seeds" });
    expect(result.diff).toBeCloseTo(0.0401189, 7);
    expect(result.discordance).toBeCloseTo(270 / 1346, 12);
    expect(result.mcnemar?.exact).toBeCloseTo(0.00121655, 8);
    expect(result.mcnemar?.midP).toBeCloseTo(0.00100097, 8);
    expect(result.oddsRatio).toBeCloseTo(1.22, 2);
    expect(result.phi).toBeCloseTo(0.5, 1);
    expect(result.mde * 100).toBeCloseTo(3.41, 1);
    expect(result.verdict).toEqual({ kind: "better", withinMargin: false });
  });

  test("its raw ratio has an interval, the chance-adjusted one is refused", () => {
    expect(result.relative.kind === "interval" && result.relative.value).toBeCloseTo(0.158, 3);
    expect(result.relativeChanceAdjusted).toEqual({ kind: "undefined", reason: "baseline-near-chance" });
  });
});

describe("what is compared is checked first", () => {
  const items = makeItems(20, 10, (i) => i % 2 === 0);
  const conditions = {
    benchmark: "ceval",
    protocol: "official",
    mode: "logit",
    normalisation: "raw",
    shots: 5,
    split: "val",
  };
  const refused = (a: Arm, b: Arm): unknown => {
    const result = comparePaired({ a, b, alpha: 0.05, margin: null });
    return result.ok ? null : result.error;
  };

  test("other shots are another test", () => {
    const five = { ...single(items), conditions };
    expect(refused(five, { ...single(items), conditions: { ...conditions, shots: 0 } })).toEqual({
      reason: "different-conditions",
      field: "shots",
      first: "5",
      second: "0",
    });
    expect(refused(five, five)).toBeNull();
  });

  test("other questions, none at all, and NaN are said", () => {
    expect(refused(single(items), single(items.slice(2)))).toMatchObject({
      reason: "different-items",
      onlyFirst: 2,
    });
    expect(refused(single([]), single([]))).toEqual({ reason: "no-items" });
    expect(refused({ runs: [] }, single(items))).toEqual({ reason: "no-items" });
    expect(refused(single(items), single(makeItems(20, 10, () => NaN)))).toMatchObject({
      reason: "invalid-item",
    });
  });
});

describe("degenerate results give a weaker but true statement", () => {
  const all = makeItems(200, 20, () => true);
  const none = makeItems(200, 20, () => false);

  test("both all right: equivalent within the margin only where n allows it", () => {
    const result = compare(single(all), single(all));
    expectTrue(result);
    expect(result).toMatchObject({ diff: 0, p: 1, discordance: 0, phi: null, oddsRatio: null });
    expect(result.verdict.kind).toBe("inconclusive");
    const many = makeItems(2000, 20, () => true);
    expect(compare(single(many), single(many)).verdict).toMatchObject({ kind: "equivalent" });
  });

  test("both all wrong: not above chance", () => {
    const result = compare(single(none), single(none));
    expectTrue(result);
    expect(result.verdict.kind).toBe("not-above-chance");
    expect(result.relative).toEqual({ kind: "undefined", reason: "baseline-zero" });
  });

  test("all right against all wrong: better, with a p that six clusters could not give", () => {
    const result = compare(single(all), single(none));
    expectTrue(result);
    expect(result).toMatchObject({ diff: 1, p: 2 ** -19, method: "unanimous-clusters" });
    expect(result.verdict.kind).toBe("better");
  });

  test("one question says nothing", () => {
    const result = compare(single(makeItems(1, 1, () => true)), single(makeItems(1, 1, () => false)));
    expectTrue(result);
    expect(result.p).toBeCloseTo(0.5, 12); // mid-p of 1 against 0
    expect(["inconclusive", "not-above-chance"]).toContain(result.verdict.kind);
  });

  test("one cluster: at most 'on these questions'", () => {
    const result = compare(
      single(makeItems(300, 1, (i) => i % 3 !== 0)),
      single(makeItems(300, 1, (i) => i % 3 === 0)),
    );
    expectTrue(result);
    expect(result.verdict).toEqual({ kind: "better-here", why: "few-clusters" });
  });

  test("two constant-letter models are not ranked, whatever their difference", () => {
    const letterA = makeItems(1346, 52, (i) => i % 4 === 0);
    const letterB = makeItems(1346, 52, (i) => i % 4 === 1);
    const result = compare(single(letterA), single(letterB));
    expectTrue(result);
    expect(result.phi).toBeLessThan(0);
    expect(result.verdict.kind).toBe("not-above-chance");
  });

  test("a difference that lives in some clusters only holds on these questions", () => {
    // Ten clusters of 30: four much better, two much worse.
    const a = makeItems(300, 10, (i) => i % 10 < 4 || (i % 10 >= 6 && i % 20 < 10));
    const b = makeItems(300, 10, (i) => (i % 10 >= 4 && i % 10 < 6) || (i % 10 >= 6 && i % 20 < 10));
    const result = compare(single(a), single(b));
    expectTrue(result);
    expect(result.mcnemar?.midP).toBeLessThan(0.001);
    expect(result.p).toBeGreaterThan(0.05);
    expect(result.verdict).toEqual({ kind: "better-here", why: "not-across-clusters" });
  });
});

describe("any two results", () => {
  const arm = (n: number): fc.Arbitrary<Arm> =>
    fc
      .array(fc.array(fc.constantFrom(0, 1), { minLength: n, maxLength: n }), { minLength: 1, maxLength: 3 })
      .map((runs) => ({
        runs: runs.map((row, k) => ({
          seed: k + 1,
          items: makeItems(n, Math.ceil(n / 3), (i) => row[i] ?? 0),
        })),
      }));
  const pair = fc.integer({ min: 1, max: 40 }).chain((n) => fc.tuple(arm(n), arm(n)));

  test("give finite numbers, p in [0, 1], an interval around the difference", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expectTrue(compare(a, b));
      }),
      { numRuns: 150 },
    );
  });

  test("mirror when they change places", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const forward = compare(a, b);
        const backward = compare(b, a);
        expect(backward.diff).toBeCloseTo(-forward.diff, 12);
        expect(backward.p).toBeCloseTo(forward.p, 9);
        expect(backward.diffCi.low).toBeCloseTo(-forward.diffCi.high, 9);
        expect(backward.mde).toBeCloseTo(forward.mde, 9);
      }),
      { numRuns: 60 },
    );
  });

  test("do not depend on the order of questions or seeds", () => {
    const turned = ({ runs }: Arm): Arm => ({
      runs: runs.map(({ seed, items }) => ({ seed, items: items.toReversed() })).toReversed(),
    });
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const plain = compare(a, b);
        const other = compare(turned(a), turned(b));
        expect(other.p).toBeCloseTo(plain.p, 12);
        expect(other.diff).toBe(plain.diff);
        expect(other.verdict.kind).toBe(plain.verdict.kind);
      }),
      { numRuns: 60 },
    );
  });
});

test("seeds enter the interval: the same accuracies with shaky seeds are less certain", () => {
  const seeds = (levels: readonly number[], from: number): Arm => ({
    runs: levels.map((p, k) => ({
      seed: k + 1,
      items: noisyItems(600, 48, { seed: from + k, p }),
    })),
  });
  const steady = compare(seeds([0.62, 0.62, 0.62], 1), seeds([0.5, 0.5, 0.5], 11));
  const shaky = compare(seeds([0.47, 0.62, 0.77], 1), seeds([0.5, 0.5, 0.5], 11));
  expect(steady).toMatchObject({ seedNoise: "measured", dominantNoise: "questions", mcnemar: null });
  expect(steady.verdict.kind).toBe("better");
  expect(steady.perSeed).toHaveLength(3);
  expect(shaky.dominantNoise).toBe("seeds");
  expect(shaky.verdict.kind).toBe("inconclusive");
  expect(shaky.diffCi.high - shaky.diffCi.low).toBeGreaterThan(2 * (steady.diffCi.high - steady.diffCi.low));
});

test("a trained arm of three seeds against the one base model is compared", () => {
  const trained: Arm = {
    runs: [1, 2, 3].map((seed) => ({ seed, items: noisyItems(400, 48, { seed, p: 0.85 }) })),
  };
  const result = compare(trained, single(noisyItems(400, 48, { seed: 9, p: 0.25 })));
  expectTrue(result);
  expect(result).toMatchObject({ seedsA: 3, seedsB: 1, seedNoise: "measured" });
  expect(result.p).toBeLessThan(1e-3);
  expect(result.verdict.kind).toBe("better");
});
