import type {
  Bilingual,
  BenchmarkInReport,
  ComparisonInReport,
  Interval,
  Report,
  ScoreKey,
  StrategyInReport,
} from "./report.ts";

/** A report as Markdown for people: one table per benchmark, the verdicts, and what failed. */
export function summaryMarkdown(report: Report): string {
  const { profile } = report;
  const parts = [
    `# ${report.name}`,
    ...(profile.notice === null ? [] : [`> ${profile.notice.en}\n>\n> ${profile.notice.zh}`]),
    facts(report),
    ...report.benchmarks.map((benchmark) => benchmarkSection(benchmark, report)),
    failures(report),
    "Scores are averaged over seeds per question; intervals are at 95 %, clustered. `p` is adjusted for the number of strategies (Holm). A difference is strategy minus baseline, on the same questions.",
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function facts({ profile, strategies, runs, newestResultAt, version }: Report): string {
  const rows = [
    `profile \`${profile.name}\`: ${profile.model}, ${profile.layers} layers, ${profile.modelNumel} parameters${profile.tied ? " (embedding and head tied)" : ""}`,
    `${strategies.length} strategies, ${runs.length} runs, seeds ${profile.seeds.join(", ")}, baseline ${profile.baseline ?? "none"}`,
    `budget: ${profile.budget.map(({ key, value }) => `${key} ${value}`).join(", ")}`,
    `newest result ${newestResultAt}, Permafrost ${version}`,
  ];
  return rows.map((row) => `- ${row}`).join("\n");
}

function benchmarkSection(benchmark: BenchmarkInReport, report: Report): string {
  const heading = `## ${benchmark.title.en} / ${benchmark.title.zh}`;
  const how = `${benchmark.benchmark}, split ${benchmark.split}, ${benchmark.protocol} ${benchmark.mode} ${benchmark.shots}-shot, n = ${benchmark.n}`;
  const lines = [
    "| strategy | trained | score % | difference to baseline | p | relative | verdict |",
    "|---|--:|--:|--:|--:|--:|---|",
    ...scored(benchmark, report).map(({ strategy, score }) =>
      strategyRow(strategy, { score, benchmark, report }),
    ),
    `| *guessing* | | ${points(benchmark.chance)} | | | | |`,
    ...benchmark.baselines.map(
      ({ id, score }) => `| *${BASELINE_WORDS[id].en}* | | ${points(score)} | | | | |`,
    ),
  ];
  return `${heading}\n\n${how}\n\n${lines.join("\n")}`;
}

const BASELINE_WORDS: Readonly<Record<BenchmarkInReport["baselines"][number]["id"], Bilingual>> = {
  "constant-letter": { en: "always the best letter", zh: "总选最优字母" },
  "longest-option": { en: "always the longest option", zh: "总选最长选项" },
  "shortest-option": { en: "always the shortest option", zh: "总选最短选项" },
};

interface Scored {
  readonly strategy: StrategyInReport;
  readonly score: Interval;
}

/** Best first; equal scores by name. */
function scored(benchmark: ScoreKey, report: Report): readonly Scored[] {
  return report.strategies
    .flatMap((strategy) => {
      const found = strategy.scores.find((score) => isSameKey(score, benchmark));
      return found === undefined ? [] : [{ strategy, score: found.micro }];
    })
    .sort((a, b) => b.score.value - a.score.value || (a.strategy.strategy < b.strategy.strategy ? -1 : 1));
}

function strategyRow(
  strategy: StrategyInReport,
  {
    score,
    benchmark,
    report,
  }: { readonly score: Interval; readonly benchmark: ScoreKey; readonly report: Report },
): string {
  const against = report.comparisons.find(
    (pair) => pair.a === strategy.strategy && isSameKey(pair, benchmark),
  );
  const isBaseline = strategy.strategy === report.profile.baseline;
  const cells = [
    `${strategy.strategy}${isBaseline ? " (baseline)" : ""}`,
    `${points(strategy.trainable.share)} %`,
    interval(score),
    ...(against === undefined ? ["", "", "", ""] : comparisonCells(against)),
  ];
  return `| ${cells.join(" | ")} |`;
}

function comparisonCells(pair: ComparisonInReport): readonly string[] {
  const { diff, relative } = pair;
  return [
    `${signed(diff.value)} [${signed(diff.low)}, ${signed(diff.high)}]`,
    pair.pAdjusted < 0.001 ? "<.001" : pair.pAdjusted.toFixed(3),
    relative === null
      ? "undefined"
      : `${signed(relative.value)} % [${signed(relative.low)}, ${signed(relative.high)}]`,
    pair.verdict.words.en,
  ];
}

function failures(report: Report): string {
  const failed = report.runs.filter((run) => run.status !== "done");
  if (failed.length === 0) return "";
  const rows = failed.map((run) => `- ${run.run}: ${run.failure?.title ?? "not finished"}`);
  return `## Not finished\n\n${rows.join("\n")}`;
}

function isSameKey(a: ScoreKey, b: ScoreKey): boolean {
  return (["benchmark", "split", "protocol", "mode", "shots", "normalisation"] as const).every(
    (field) => a[field] === b[field],
  );
}

const points = (share: number): string => (share * 100).toFixed(1);
const signed = (share: number): string => (share > 0 ? `+${points(share)}` : points(share));
const interval = ({ value, low, high }: Interval): string =>
  `${points(value)} [${points(low)}, ${points(high)}]`;
