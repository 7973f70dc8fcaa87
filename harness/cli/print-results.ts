import { BASELINE_WORDS, type ResultRow, type ResultTable } from "../app/compare/result-rows.ts";
import type { Paint } from "./io.ts";
import { formatInterval, formatP, formatPoints, formatSignedPoints } from "./print-numbers.ts";
import { formatTable, type Column } from "./print-table.ts";

const TITLES = {
  en: ["strategy", "trained", "score % [95 %]", "seeds", "difference [95 %]", "p", "verdict"],
  zh: ["策略", "训练占比", "得分 % [95 %]", "种子", "与基线之差 [95 %]", "p", "结论"],
} as const;

/** The tables that a run ends with, one per benchmark and protocol. `shares` are trained parameters by strategy. */
export function formatResults(
  tables: readonly ResultTable[],
  {
    lang,
    paint,
    shares,
  }: { readonly lang: "en" | "zh"; readonly paint: Paint; readonly shares: ReadonlyMap<string, number> },
): string {
  const columns = TITLES[lang].map((title, i): Column => ({ title, align: i === 0 || i === 6 ? "left" : "right" }));
  return tables
    .map(({ conditions, n, clusters, chance, rows }) => {
      const { benchmark, split, protocol, mode, shots } = conditions;
      const size = lang === "en" ? `n = ${n} in ${clusters} clusters, guessing ${formatPoints(chance)}` : `n = ${n}，${clusters} 个聚类，随机 ${formatPoints(chance)}`;
      const heading = `${paint("bold", benchmark)} ${split} · ${protocol} ${mode} ${shots}-shot · ${size}`;
      const cells = rows.map((row) => rowCells(row, { lang, paint, share: shares.get(row.strategy) }));
      return `${heading}\n${formatTable(columns, cells)}`;
    })
    .join("\n\n");
}

function rowCells(
  row: ResultRow,
  { lang, paint, share }: { readonly lang: "en" | "zh"; readonly paint: Paint; readonly share: number | undefined },
): readonly string[] {
  const { against } = row;
  const start = [
    row.strategy,
    share === undefined ? "" : `${formatPoints(share)} %`,
    formatInterval(row.score, row.low, row.high),
    String(row.seeds),
  ];
  if (against?.diff_pts == null || against.ci === null) return [...start, "", "", paint("dim", BASELINE_WORDS[lang])];
  const [low, high] = against.ci;
  const difference = [against.diff_pts, low, high].map((points) => formatSignedPoints(points / 100));
  const tint = against.verdict === "better" ? "green" : against.verdict === "worse" ? "red" : "yellow";
  return [
    ...start,
    `${difference[0] ?? ""} [${difference[1] ?? ""}, ${difference[2] ?? ""}]`,
    against.p_adjusted === null ? "" : formatP(against.p_adjusted),
    paint(tint, against.verdict_words[lang]),
  ];
}
