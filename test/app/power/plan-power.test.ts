import { expect, test } from "vitest";
import { planPower, type PowerLine, type PowerRequest } from "../../../harness/app/power/plan-power.ts";
import { gardenCard } from "../../fixtures/garden.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";

/** The garden's card, with as many questions as C-Eval val and its test split have. */
const files = {
  cards: () => {
    const text = gardenCard().replace("items: 5", "items: 1346").replace("items: 2,", "items: 12342,");
    return Promise.resolve([{ file: "garden.yaml", text }]);
  },
};

const plain: PowerRequest = {
  benchmark: "garden",
  split: null,
  discordance: 0.3,
  differencePts: null,
  seeds: 1,
  seedSdPts: 0,
  alpha: 0.05,
  designEffect: 1,
};

const planned = async (request: Partial<PowerRequest>): Promise<PowerLine> =>
  valueOf(await planPower(files, { ...plain, ...request }));

test("the primary split's size is the card's, and the golden values are for it", async () => {
  const line = await planned({});
  expect(line).toMatchObject({
    benchmark: "garden",
    split: "val",
    n: 1346,
    difference_pts: null,
    needed: null,
  });
  expect(line.mde_pts.power80).toBeCloseTo(4.18, 2);
  expect(line.mde_pts.power90).toBeCloseTo(4.83, 2);
});

test("a split whose answers are not public can be planned for as well", async () => {
  const line = await planned({ split: "test", differencePts: 1 });
  expect(line.n).toBe(12342);
  expect(line.mde_pts.power80).toBeCloseTo(1.38, 2);
  expect(line).toMatchObject({ items_needed: 23545, seeds_needed: null });
});

test("seeds are asked for where they are noise, and either may be what is missing", async () => {
  const line = await planned({ split: "test", differencePts: 2, seeds: 3, seedSdPts: 1 });
  expect(line.items_needed).toBeNull();
  expect(line.seeds_needed).toBe(8);
  expect(line.needed?.seeds.power90).toBeGreaterThan(8);
  expect(line.power).toBeLessThan(0.8);
});

test("a difference that can't be found at all is none, not a number above the discordance", async () => {
  const line = await planned({ discordance: 0.004, designEffect: 3 });
  expect(line.mde_pts).toEqual({ power80: null, power90: null });
});

test("everything that is wrong is said at once", async () => {
  const refusal = errorOf(
    await planPower(files, { ...plain, split: "tset", discordance: 3, differencePts: -1, alpha: 0 }),
  );
  expect(refusal.why).toBe("input");
  expect(refusal.problems.map(({ code }) => code)).toEqual([
    "bad-design",
    "bad-design",
    "bad-design",
    "unknown-split",
  ]);
  const apart = errorOf(await planPower(files, { ...plain, discordance: 0.1, differencePts: 11 }));
  expect(apart.problems[0]?.message).toBe(
    "two runs that differ on 10 % of the questions can't be 11 points apart",
  );
});
