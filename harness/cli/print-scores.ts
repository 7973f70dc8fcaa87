import type { ScoreLine } from "../domain/run/events.ts";
import { formatInterval, formatPoints } from "./print-numbers.ts";
import { formatTable, type Column } from "./print-table.ts";

const TITLES = {
  en: ["benchmark", "protocol", "normalisation", "average", "n", "score % [95 %]", "guessing"],
  zh: ["评测集", "协议", "归一化", "平均", "题数", "得分 % [95 %]", "随机"],
} as const;

/** The scores of one checkpoint: micro, macro and the groups of each benchmark, with intervals and chance. */
export function formatScores(
  scores: readonly ScoreLine[],
  { lang, width }: { readonly lang: "en" | "zh"; readonly width: number },
): string {
  const columns = TITLES[lang].map((title, i): Column => {
    const align = i < 4 ? "left" : "right";
    return i === 2 ? { title, align, yields: 2 } : i === 6 ? { title, align, yields: 1 } : { title, align };
  });
  const rows = scores.flatMap((line) => {
    const { benchmark, split, protocol, mode, shots, normalisation, n, chance } = line;
    const start = [`${benchmark} ${split}`, `${protocol} ${mode} ${shots}-shot`, normalisation];
    const guessing = formatPoints(chance);
    return [
      [...start, "micro", String(n), formatInterval(line.micro, ...line.micro_ci), guessing],
      [...start, "macro", String(n), formatInterval(line.macro, ...line.macro_ci), guessing],
      ...Object.entries(line.groups).map(([id, group]) => [
        ...start,
        id,
        String(group.n),
        formatInterval(group.score, ...group.ci),
        guessing,
      ]),
    ];
  });
  return formatTable(columns, rows, width);
}
