import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { compareRuns } from "../../harness/app/compare/compare-runs.ts";
import { pairLine } from "../../harness/app/compare/pair-line.ts";
import { resultTables } from "../../harness/app/compare/result-rows.ts";
import { formatPairs } from "../../harness/cli/print-pairs.ts";
import { formatResults } from "../../harness/cli/print-results.ts";
import { memoryStore, storeRuns } from "../app/compare/stored-runs.ts";

const store = memoryStore();
storeRuns(store, [
  { strategy: "train-everything", seed: 1, isRight: (question) => question % 10 !== 0 },
  { strategy: "half", seed: 1, isRight: (question) => question % 2 === 0 },
  { strategy: "other-half", seed: 1, isRight: (question) => question % 2 === 0 || question === 7 },
]);
const look = (lang: "en" | "zh", width: number) => ({
  lang,
  width,
  paint: (_style: string, text: string) => text,
});

function results(lang: "en" | "zh", width = Number.POSITIVE_INFINITY): string {
  const tables = resultTables(store, store.runs(), { baseline: "half", margin: null });
  return formatResults(tables, {
    ...look(lang, width),
    shares: new Map([
      ["half", 0.5],
      ["train-everything", 1],
    ]),
  });
}

function pairs(lang: "en" | "zh", width = Number.POSITIVE_INFINITY): string {
  const request = {
    names: ["train-everything", "other-half"],
    baseline: "half",
    benchmark: null,
    margin: null,
    isFamily: false,
  };
  const compared = compareRuns(store, request);
  if (!compared.ok) throw new Error("not comparable");
  return formatPairs(compared.value.map(pairLine), look(lang, width));
}

describe("the table that a run ends with", () => {
  it("has short verdicts, and what they leave out below", () => {
    const lines = results("en").split("\n");
    expect(lines[0]).toBe("law val · official logit 0-shot · n = 40 in 10 clusters, guessing 25.0");
    expect(lines[1]).toMatch(/^strategy +trained +score % \[95 %\] +seeds +difference \[95 %\] +p +verdict$/);
    expect(lines[3]).toMatch(/^train-everything +100\.0 % +90\.0 \[.*\] +1 +\+40\.0 \[.*\] +\S+ +better$/);
    expect(results("en")).toMatch(/^half +50\.0 % +50\.0 .* baseline$/m);
    expect(results("en")).toMatch(/^other-half .* inconclusive$/m);
    expect(results("en")).toMatch(/^ {2}other-half: inconclusive: .*question/m);
  });

  it("is aligned in Chinese as well", () => {
    const lines = results("zh").split("\n");
    expect(lines[1]).toMatch(/^策略 +训练占比 +得分/);
    const starts = lines.slice(3, 6).map((line) => stringWidth(line.replace(/(更好|基线|尚无定论)$/, "")));
    expect(new Set(starts).size).toBe(1);
  });

  it.each(["en", "zh"] as const)("in %s fits 80 columns by leaving out what says least", (lang) => {
    expect(
      Math.max(
        ...results(lang, 80)
          .split("\n")
          .map((line) => stringWidth(line)),
      ),
    ).toBeLessThanOrEqual(80);
    expect(results(lang, 80)).not.toMatch(/seeds|种子/);
  });
});

describe("compared pairs", () => {
  it("are a table with what the verdict is on", () => {
    expect(pairs("en")).toMatch(
      /^a +b +score a +score b +a - b \[95 %\] +p +relative \[95 %\] +verdict on a$/m,
    );
    expect(pairs("en")).toMatch(
      /^train-everything +half +90\.0 +50\.0 +\+40\.0 \[.*\] +\S+ +\+80\.0 % \[.*\] +better$/m,
    );
    expect(pairs("zh")).toMatch(/^甲 +乙 +甲得分/m);
  });

  it.each(["en", "zh"] as const)("in %s fit 80 columns", (lang) => {
    expect(
      Math.max(
        ...pairs(lang, 80)
          .split("\n")
          .map((line) => stringWidth(line)),
      ),
    ).toBeLessThanOrEqual(80);
  });
});
