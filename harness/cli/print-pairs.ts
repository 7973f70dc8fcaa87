import type { PairLine } from "../app/compare/pair-line.ts";
import { groupBy } from "../domain/group-by.ts";
import { formatP, formatPoints, formatSignedPoints } from "./print-numbers.ts";
import { formatTable, type Column } from "./print-table.ts";
import { verdictCell, verdictNotes, type Look } from "./verdict-notes.ts";

const TITLES = {
  en: ["a", "b", "score a", "score b", "a - b [95 %]", "p", "relative [95 %]", "verdict on a"],
  zh: ["甲", "乙", "甲得分", "乙得分", "甲乙之差 [95 %]", "p", "相对提升 [95 %]", "对甲的结论"],
} as const;

const YIELDS: readonly (number | undefined)[] = [undefined, undefined, 2, 2, undefined, 3, 1, undefined];

/** Compared pairs as one table per benchmark and protocol; differences in points. */
export function formatPairs(lines: readonly PairLine[], look: Look): string {
  const { lang, paint, width } = look;
  const columns = TITLES[lang].map((title, i): Column => {
    const yields = YIELDS[i];
    return { title, align: i < 2 || i === 7 ? "left" : "right", ...(yields === undefined ? {} : { yields }) };
  });
  return [...groupBy(lines, (line) => headingOf(line, lang))]
    .map(([heading, rows]) => {
      const table = formatTable(
        columns,
        rows.map((row) => cells(row, look)),
        width,
      );
      const notes = rows.map((pair) => ({ name: `${pair.a} - ${pair.b}`, pair }));
      return `${paint("bold", heading)}\n${table}${verdictNotes(notes, look)}`;
    })
    .join("\n\n");
}

function headingOf(
  { benchmark, split, protocol, mode, shots, n, clusters }: PairLine,
  lang: "en" | "zh",
): string {
  const words = lang === "en" ? `n = ${n} in ${clusters} clusters` : `n = ${n}，${clusters} 个聚类`;
  return `${benchmark} ${split} · ${protocol} ${mode} ${shots}-shot${n === 0 ? "" : ` · ${words}`}`;
}

function cells(line: PairLine, look: Look): readonly string[] {
  const { diff_pts, ci, relative_improvement, relative_ci } = line;
  const difference =
    diff_pts === null || ci === null
      ? "-"
      : spread(
          [diff_pts, ...ci].map((points) => points / 100),
          "",
        );
  const relative =
    relative_improvement === null || relative_ci === null
      ? UNDEFINED[look.lang]
      : spread([relative_improvement, ...relative_ci], " %");
  return [
    line.a,
    line.b,
    line.score_a === null ? "-" : formatPoints(line.score_a),
    line.score_b === null ? "-" : formatPoints(line.score_b),
    difference,
    line.p_adjusted === null ? "-" : formatP(line.p_adjusted),
    relative,
    verdictCell(line, look),
  ];
}

const UNDEFINED = { en: "undefined", zh: "无定义" } as const;

/** e.g. "+6.4 [+3.2, +9.6]" */
function spread(shares: readonly number[], unit: string): string {
  const [value = "", low = "", high = ""] = shares.map(formatSignedPoints);
  return `${value}${unit} [${low}, ${high}]`;
}
