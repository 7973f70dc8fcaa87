import type { PairLine } from "../app/compare/pair-line.ts";
import type { Paint } from "./io.ts";
import { formatP, formatPoints, formatSignedPoints } from "./print-numbers.ts";
import { formatTable, type Column } from "./print-table.ts";

const TITLES = {
  en: ["a", "b", "score a", "score b", "difference [95 %]", "p", "relative [95 %]", "verdict"],
  zh: ["甲", "乙", "甲得分", "乙得分", "差异 [95 %]", "p", "相对提升 [95 %]", "结论"],
} as const;

/** Compared pairs as one table per benchmark and protocol; differences in points. */
export function formatPairs(
  lines: readonly PairLine[],
  { lang, paint }: { readonly lang: "en" | "zh"; readonly paint: Paint },
): string {
  const tables = new Map<string, PairLine[]>();
  for (const line of lines) {
    const { benchmark, split, protocol, mode, shots, n, clusters } = line;
    const size = n === 0 ? "" : `, n = ${n} in ${clusters} clusters`;
    const heading = `${benchmark} ${split} · ${protocol} ${mode} ${shots}-shot${size}`;
    tables.set(heading, [...(tables.get(heading) ?? []), line]);
  }
  const columns = TITLES[lang].map((title, i): Column => ({ title, align: i < 2 || i === 7 ? "left" : "right" }));
  return [...tables]
    .map(([heading, rows]) => `${paint("bold", heading)}\n${formatTable(columns, rows.map((row) => cells(row, lang)))}`)
    .join("\n\n");
}

function cells(line: PairLine, lang: "en" | "zh"): readonly string[] {
  const { diff_pts, ci, relative_improvement, relative_ci } = line;
  const difference =
    diff_pts === null || ci === null
      ? "-"
      : `${formatSignedPoints(diff_pts / 100)} [${formatSignedPoints(ci[0] / 100)}, ${formatSignedPoints(ci[1] / 100)}]`;
  const relative =
    relative_improvement === null || relative_ci === null
      ? lang === "en"
        ? "undefined"
        : "无定义"
      : `${formatSignedPoints(relative_improvement)} % [${formatSignedPoints(relative_ci[0])}, ${formatSignedPoints(relative_ci[1])}]`;
  return [
    line.a,
    line.b,
    line.score_a === null ? "-" : formatPoints(line.score_a),
    line.score_b === null ? "-" : formatPoints(line.score_b),
    difference,
    line.p_adjusted === null ? "-" : formatP(line.p_adjusted),
    relative,
    line.verdict_words[lang],
  ];
}
