import { describe, expect, test } from "vitest";
import { randomStream } from "../../../harness/domain/stats/random.ts";
import { combineErrors, seedComponents, seedPartsOf } from "../../../harness/domain/stats/seeds.ts";
import { normalQuantile } from "../../../harness/domain/stats/special/normal.ts";
import { expectClose } from "./fixtures/close.ts";

describe("variance components", () => {
  test("known variances of question, seed and question x seed are found again", () => {
    const random = randomStream(4);
    const normal = (sd: number): number => sd * normalQuantile((random.nextUint32() + 0.5) / 2 ** 32);
    const items = Array.from({ length: 400 }, () => normal(0.4));
    const columns = Array.from({ length: 300 }, () => {
      const shift = normal(0.1);
      return Float64Array.from(items, (item) => item + shift + normal(0.3));
    });
    const { item, seed, interaction } = seedComponents(columns);
    expectClose(interaction ?? NaN, 0.09, 0.02);
    expectClose(seed ?? NaN, 0.01, 0.25);
    expectClose(item, 0.16, 0.25);
  });

  test("seeds that all say the same have no seed variance", () => {
    const column = Float64Array.of(1, 0, 1, 1);
    expect(seedComponents([column, column, column])).toMatchObject({
      seed: 0,
      interaction: 0,
      perSeed: [0.75, 0.75, 0.75],
    });
  });

  test("one seed measures no seed noise, and says so", () => {
    expect(seedComponents([Float64Array.of(1, 0)])).toMatchObject({
      seeds: 1,
      seed: null,
      interaction: null,
      item: 0.5,
    });
  });

  test("a pure shift between seeds is all seed variance", () => {
    const result = seedComponents([Float64Array.of(1, 2, 3), Float64Array.of(2, 3, 4)]);
    expectClose(result.seed ?? NaN, 0.5);
    expect(result.interaction).toBeCloseTo(0, 15);
  });

  test("nothing has no parts", () => {
    expect(seedComponents([])).toMatchObject({ seeds: 0, perSeed: [], seed: null });
    expect(seedComponents([Float64Array.of(1), Float64Array.of(0)])).toMatchObject({
      seed: 0.5,
      interaction: 0,
    });
  });
});

describe("a combined error", () => {
  test("seeds that agree leave the question part with its degrees of freedom", () => {
    const error = combineErrors({ variance: 4, df: 51 }, [{ variance: 0, spread: 0, df: 2 }]);
    expect(error).toMatchObject({ se: 2, df: 51, dominant: "questions" });
  });

  test("seeds that disagree pull the degrees of freedom down to theirs", () => {
    const error = combineErrors({ variance: 1, df: 51 }, [{ variance: 24, spread: 24, df: 2 }]);
    expectClose(error.se, 5);
    expect(error).toMatchObject({ df: 2, dominant: "seeds" });
  });

  test("in between they are Satterthwaite's, with the spread of the seeds counted 1.25 times", () => {
    const { df } = combineErrors({ variance: 4, df: 51 }, [{ variance: 1, spread: 2, df: 2 }]);
    expectClose(df, 25 / (16 / 51 + 6.25 / 2));
  });

  test("no variance at all is an error of zero", () => {
    expect(combineErrors({ variance: 0, df: 9 }, [])).toMatchObject({ se: 0, df: 9 });
    expect(combineErrors({ variance: 0, df: 9 }, [{ variance: 1, spread: 1, df: 2 }])).toMatchObject({
      se: 1,
      df: 2,
    });
  });

  test("a part is the seed variance of the mean, none with one seed", () => {
    const components = seedComponents([Float64Array.of(1, 2, 3), Float64Array.of(2, 3, 4)]);
    expect(seedPartsOf(components)).toEqual([{ variance: 0.25, spread: 0.25, df: 1 }]);
    expect(seedPartsOf(seedComponents([Float64Array.of(1, 2)]))).toEqual([]);
  });
});
