import { expect, test } from "vitest";
import type { PowerLine } from "../../harness/app/power/plan-power.ts";
import { formatPower } from "../../harness/cli/print-power.ts";

const line: PowerLine = {
  benchmark: "ceval",
  split: "val",
  n: 1346,
  discordance: 0.3,
  alpha: 0.05,
  design_effect: 1,
  seeds: 3,
  seed_sd_pts: 0.8,
  mde_pts: { power80: 4.5678, power90: null },
  difference_pts: 2,
  power: 0.2162,
  items_needed: 5885,
  seeds_needed: null,
  needed: { items: { power80: 5885, power90: 7878 }, seeds: { power80: null, power90: null } },
};
const format = (changes: Partial<PowerLine>, lang: "en" | "zh" = "en"): string =>
  formatPower({ ...line, ...changes }, { lang, paint: (_style, text) => text });

test("a table says what is found and what is needed, and says so where no number would do", () => {
  expect(format({})).toBe(
    [
      "ceval val, n = 1346, discordance 0.3, two-sided 0.05, 3 seeds an arm, seed SD 0.8 points",
      "                                                     80 % power                    90 % power",
      "─────────────────────────────────  ────────────────────────────  ────────────────────────────",
      "smallest difference found, points                          4.57                          none",
      "questions for 2 points                                     5885                          7878",
      "seeds an arm for 2 points          no number: too few questions  no number: too few questions",
      "A true 2 points is found with probability .22.",
    ].join("\n"),
  );
});

test("without a seed SD it says that the noise of seeds is left out", () => {
  const text = format({ seed_sd_pts: 0, difference_pts: null, needed: null, power: null });
  expect(text).toContain("declare --seed-sd");
  expect(text).not.toContain("seeds an arm");
});

test("Chinese has the same rows", () => {
  expect(format({}, "zh").split("\n")).toHaveLength(format({}).split("\n").length);
});
