import { BASELINE_WORDS, type ResultRow, type ResultTable } from "../app/compare/result-rows.ts";
import { formatInterval, formatP, formatPoints, formatSignedPoints } from "./print-numbers.ts";
import { formatTable, type Column } from "./print-table.ts";
import { verdictCell, verdictNotes, type Look } from "./verdict-notes.ts";

const TITLES = {
  en: ["strategy", "trained", "score % [95 %]", "seeds", "difference [95 %]", "p", "verdict"],
  zh: ["策略", "训练占比", "得分 % [95 %]", "种子", "与基线之差 [95 %]", "p", "结论"],
} as const;

/** In which order columns go where the terminal is narrow; the difference says most of what p does. */
const YIELDS: readonly (number | undefined)[] = [undefined, 2, undefined, 1, undefined, 3, undefined];

/** The tables that a run ends with, one per benchmark and protocol. `shares` are trained parameters by strategy. */
export function formatResults(
  tables: readonly ResultTable[],
  look: Look & { readonly shares: ReadonlyMap<string, number> },
): string {
  const { lang, paint, shares, width } = look;
  const columns = TITLES[lang].map((title, i): Column => {
    const yields = YIELDS[i];
    return {
      title,
      align: i === 0 || i === 6 ? "left" : "right",
      ...(yields === undefined ? {} : { yields }),
    };
  });
  return tables
    .map(({ conditions, n, clusters, chance, rows }) => {
      const { benchmark, split, protocol, mode, shots } = conditions;
      const size =
        lang === "en"
          ? `n = ${n} in ${clusters} clusters, guessing ${formatPoints(chance)}`
          : `n = ${n}，${clusters} 个聚类，随机 ${formatPoints(chance)}`;
      const heading = `${paint("bold", benchmark)} ${split} · ${protocol} ${mode} ${shots}-shot · ${size}`;
      const cells = rows.map((row) => rowCells(row, look, shares.get(row.strategy)));
      const notes = rows.flatMap(({ strategy, against }) =>
        against ? [{ name: strategy, pair: against }] : [],
      );
      return `${heading}\n${formatTable(columns, cells, width)}${verdictNotes(notes, look)}`;
    })
    .join("\n\n");
}

function rowCells(row: ResultRow, look: Look, share: number | undefined): readonly string[] {
  const { against } = row;
  const start = [
    row.strategy,
    share === undefined ? "" : `${formatPoints(share)} %`,
    formatInterval(row.score, row.low, row.high),
    String(row.seeds),
  ];
  if (row.isBaseline) return [...start, "", "", look.paint("dim", BASELINE_WORDS[look.lang])];
  if (against === null) return [...start, "", "", ""];
  if (against.diff_pts === null || against.ci === null) return [...start, "", "", verdictCell(against, look)];
  const [low, high] = against.ci;
  const [diff = "", from = "", to = ""] = [against.diff_pts, low, high].map((points) =>
    formatSignedPoints(points / 100),
  );
  const p = against.p_adjusted === null ? "" : formatP(against.p_adjusted);
  return [...start, `${diff} [${from}, ${to}]`, p, verdictCell(against, look)];
}
