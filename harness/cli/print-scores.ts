import type { ScoreLine } from "../domain/run/events.ts";
import { formatInterval, formatPoints } from "./print-numbers.ts";
import { formatTable } from "./print-table.ts";

/** The scores of one checkpoint: micro, macro and the groups of each benchmark, with intervals and chance. */
export function formatScores(scores: readonly ScoreLine[]): string {
  const columns = [
    { title: "benchmark", align: "left" },
    { title: "protocol", align: "left" },
    { title: "normalisation", align: "left" },
    { title: "average", align: "left" },
    { title: "n", align: "right" },
    { title: "score % [95 %]", align: "right" },
    { title: "guessing", align: "right" },
  ] as const;
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
  return formatTable(columns, rows);
}
