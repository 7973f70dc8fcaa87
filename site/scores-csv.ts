import type { Report, ScoreSummary } from "../harness/domain/report/report.ts";

type Cell = string | number | null;

const COLUMNS = [
  ...["kind", "name", "strategy", "seed", "benchmark", "protocol", "mode", "normalisation", "shots", "split"],
  ...["n", "clusters", "micro", "micro_low", "micro_high", "macro", "macro_low", "macro_high"],
  ...["chance", "se_kind", "ties", "protocol_hash", "model_hash", "strategy_hash", "code_version"],
];

/** All scores as RFC 4180 text: first the strategies (seeds averaged), then the runs. Fractions, all digits. */
export function scoresCsv({ strategies, runs }: Report): string {
  const averaged = strategies.flatMap(({ strategy, scores }) =>
    scores.map((score) => [
      ...["strategy", strategy, strategy, null],
      ...scoreCells(score),
      null,
      null,
      null,
    ]),
  );
  const single = runs.flatMap(({ run, strategy, seed, scores, provenance }) =>
    scores.map((score) => [
      ...["run", run, strategy, seed],
      ...scoreCells(score),
      ...[provenance.modelHash, provenance.strategyHash, provenance.codeVersion],
    ]),
  );
  return [COLUMNS, ...averaged, ...single].map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

const scoreCells = (score: ScoreSummary): readonly Cell[] => [
  ...[score.benchmark, score.protocol, score.mode, score.normalisation, score.shots, score.split],
  ...[score.n, score.clusters, score.micro.value, score.micro.low, score.micro.high],
  ...[score.macro.value, score.macro.low, score.macro.high],
  ...[score.chance, score.seKind, score.ties, score.protocolHash],
];

/** Quoted where it must be; a text that a spreadsheet would run as a formula gets an apostrophe before it. */
function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const inert = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
