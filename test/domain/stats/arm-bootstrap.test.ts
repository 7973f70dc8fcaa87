import { expect, test } from "vitest";
import { bootstrapArms, type ArmBootstrapInput } from "../../../harness/domain/stats/arm-bootstrap.ts";
import { pairResamples } from "../../../harness/domain/stats/arm-resamples.ts";
import { bootstrap } from "../../../harness/domain/stats/bootstrap.ts";
import { macroWeights } from "../../../harness/domain/stats/clustered.ts";
import { grouping } from "../../../harness/domain/stats/grouping.ts";
import { randomStream } from "../../../harness/domain/stats/random.ts";
import { expectClose } from "./fixtures/close.ts";

const units = grouping(Array.from({ length: 300 }, (_, i) => `s${(i * i) % 13}`));

/** Columns of 0/1, one a seed. */
function arm(seed: number, runs: number, p: number): readonly Float64Array[] {
  const random = randomStream(seed);
  return Array.from({ length: runs }, () =>
    Float64Array.from({ length: 300 }, () => (random.nextFloat() < p ? 1 : 0)),
  );
}

const input: ArmBootstrapInput = {
  arms: [arm(1, 3, 0.4), arm(2, 3, 0.3), arm(3, 3, 0.35)],
  units,
  seeds: "separate",
  seed: 7,
  from: 0,
  count: 50,
};
const ratio = (a: number, b: number): number => a / b - 1;

test.each(["kept", "paired", "separate"] as const)(
  "two arms, seeds %s, are the pair's own bootstrap",
  (seeds) => {
    for (const weights of [undefined, macroWeights(units)]) {
      const [a = [], b = []] = input.arms;
      const shared = { ...input, arms: [a, b], seeds, ...(weights === undefined ? {} : { weights }) };
      const together = pairResamples(bootstrapArms(shared), [0, 1], ratio);
      const alone = bootstrap({ ...shared, a, b, statistic: ratio });
      expectClose(together.observed, alone.observed);
      for (const name of ["replicates", "jackknife"] as const) {
        expect(together[name]).toHaveLength(alone[name].length);
        for (const [r, value] of together[name].entries()) expectClose(value, alone[name][r] ?? NaN, 1e-11);
      }
    }
  },
);

test("parts that several workers made join without a seam", () => {
  const whole = bootstrapArms(input).replicates;
  const first = bootstrapArms({ ...input, count: 20 }).replicates;
  const rest = bootstrapArms({ ...input, from: 20, count: 30 }).replicates;
  expect(Float64Array.of(...first, ...rest)).toEqual(whole);
});

test("an arm that is there twice is equal to itself in every replicate", () => {
  const [a = []] = input.arms;
  const { replicates } = bootstrapArms({ ...input, arms: [a, a], seeds: "paired" });
  for (let r = 0; r < 50; r++) expect(replicates[2 * r]).toBe(replicates[2 * r + 1]);
});

test("seeds of arms that have different numbers of them can't be drawn together", () => {
  expect(() => bootstrapArms({ ...input, arms: [arm(1, 3, 0.4), arm(2, 2, 0.4)], seeds: "paired" })).toThrow(
    "paired",
  );
  expect(bootstrapArms({ ...input, arms: [arm(1, 3, 0.4), arm(2, 1, 0.4)] }).replicates).toHaveLength(100);
});
