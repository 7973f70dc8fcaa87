import type { AtPower, PowerLine } from "../app/power/plan-power.ts";
import type { Paint } from "./io.ts";
import { formatTable } from "./print-table.ts";

const WORDS = {
  en: {
    title: (line: PowerLine) =>
      `${line.benchmark} ${line.split}, n = ${line.n}, discordance ${line.discordance}, two-sided ${line.alpha}`,
    seeds: (line: PowerLine) =>
      `, ${line.seeds} seed${line.seeds === 1 ? "" : "s"} an arm, seed SD ${line.seed_sd_pts} points`,
    effect: (line: PowerLine) => `, design effect ${line.design_effect}`,
    columns: ["", "80 % power", "90 % power"],
    detectable: "smallest difference found, points",
    nothing: "none",
    items: (difference: number) => `questions for ${difference} points`,
    seedsFor: (difference: number) => `seeds an arm for ${difference} points`,
    neverItems: "no number: too few seeds",
    neverSeeds: "no number: too few questions",
    power: (difference: number, power: string) =>
      `A true ${difference} points is found with probability ${power}.`,
    unmeasured:
      "The noise of seeds is left out: declare --seed-sd once two or more seeds of a strategy have been run.",
  },
  zh: {
    title: (line: PowerLine) =>
      `${line.benchmark} ${line.split}，n = ${line.n}，不一致率 ${line.discordance}，双侧 ${line.alpha}`,
    seeds: (line: PowerLine) => `，每组 ${line.seeds} 个种子，种子标准差 ${line.seed_sd_pts} 分`,
    effect: (line: PowerLine) => `，设计效应 ${line.design_effect}`,
    columns: ["", "功效 80 %", "功效 90 %"],
    detectable: "可检出的最小差异（百分点）",
    nothing: "无",
    items: (difference: number) => `检出 ${difference} 分所需题数`,
    seedsFor: (difference: number) => `检出 ${difference} 分所需每组种子数`,
    neverItems: "多少题都不够：种子太少",
    neverSeeds: "多少种子都不够：题目太少",
    power: (difference: number, power: string) => `真实差异为 ${difference} 分时，检出概率为 ${power}。`,
    unmeasured: "未计入种子噪声：某策略跑过两个以上种子后，请用 --seed-sd 给出。",
  },
} as const;

/** What a planned comparison can show, as a small table and the sentences under it. */
export function formatPower(
  line: PowerLine,
  { lang, paint }: { readonly lang: "en" | "zh"; readonly paint: Paint },
): string {
  const words = WORDS[lang];
  const row = (
    name: string,
    { power80, power90 }: AtPower<number | null>,
    format: (value: number | null) => string,
  ) => [name, format(power80), format(power90)];
  const count = (never: string) => (value: number | null) => (value === null ? never : String(value));
  const { needed, difference_pts: difference } = line;
  const rows = [row(words.detectable, line.mde_pts, (value) => value?.toFixed(2) ?? words.nothing)];
  if (needed !== null && difference !== null) {
    rows.push(row(words.items(difference), needed.items, count(words.neverItems)));
    if (line.seed_sd_pts > 0)
      rows.push(row(words.seedsFor(difference), needed.seeds, count(words.neverSeeds)));
  }
  const heading = [
    words.title(line),
    line.seed_sd_pts > 0 ? words.seeds(line) : "",
    line.design_effect === 1 ? "" : words.effect(line),
  ].join("");
  const columns = words.columns.map((title, i) => ({
    title,
    align: i === 0 ? ("left" as const) : ("right" as const),
  }));
  const remarks = [
    difference === null || line.power === null
      ? null
      : words.power(difference, formatProbability(line.power)),
    line.seed_sd_pts > 0 ? null : words.unmeasured,
  ].filter((remark) => remark !== null);
  return [paint("bold", heading), formatTable(columns, rows), ...remarks].join("\n");
}

/** e.g. ".77", ">.99", "<.01" */
function formatProbability(probability: number): string {
  if (probability > 0.99) return ">.99";
  return probability < 0.01 ? "<.01" : probability.toFixed(2).replace(/^0/, "");
}
