import type { StrategyInReport } from "../../harness/domain/report/report.ts";
import { durationText, pointsText } from "../format.ts";
import { seedDots } from "../plot/seed-dots.ts";
import type { Svg } from "../plot/svg.ts";
import { said } from "../words/words.ts";
import { comparisonLines, type ComparisonLine } from "./comparison-lines.ts";
import { linkToName, type ViewContext } from "./context.ts";
import { layoutView, type LayoutView } from "./layout.ts";
import { benchmarkTitle, keyId } from "./score-key.ts";
import { scoreDetails, type ScoreDetail } from "./score-tables.ts";
import { stackView, type StackView } from "./stack-view.ts";

/** The seeds of a strategy under one benchmark. */
interface SeedsView {
  readonly title: string;
  readonly svg: Svg;
  readonly lines: readonly { readonly seed: string; readonly score: string }[];
}

/** Everything a strategy's page shows. */
export interface StrategyView {
  readonly layout: LayoutView;
  readonly strategy: string;
  readonly title: string;
  readonly description: string | null;
  readonly isBaseline: boolean;
  readonly file: string | null;
  readonly yaml: string | null;
  readonly stack: StackView | null;
  readonly seconds: string | null;
  readonly scores: readonly ScoreDetail[];
  readonly seeds: readonly SeedsView[];
  readonly runs: readonly {
    readonly run: string;
    readonly href: string | null;
    readonly status: string;
    readonly statusText: string;
  }[];
  readonly comparisons: readonly ComparisonLine[];
}

/** The view model of one strategy. */
export function strategyView(strategy: StrategyInReport, context: ViewContext): StrategyView {
  const { words, language, report } = context;
  const title = said(strategy.title, language);
  const description = strategy.description === null ? null : said(strategy.description, language);
  return {
    layout: layoutView(context, strategy.strategy, description ?? title),
    strategy: strategy.strategy,
    title,
    description,
    isBaseline: strategy.strategy === report.profile.baseline,
    file: strategy.file,
    yaml: strategy.yaml,
    stack: stackView(strategy, context),
    seconds:
      strategy.trainSeconds === null ? null : words.strategy.seconds(durationText(strategy.trainSeconds)),
    scores: scoreDetails(strategy.scores, context),
    seeds: strategy.seedScores
      .filter(({ perSeed }) => perSeed.length > 1)
      .map((scores) => seedsView(scores, context)),
    runs: strategy.runs.map((run) => {
      const status = report.runs.find(({ run: name }) => name === run)?.status ?? "partial";
      return { run, href: linkToName(run, context), status, statusText: words.statuses[status] };
    }),
    comparisons: comparisonLines(strategy.strategy, context),
  };
}

function seedsView(scores: StrategyInReport["seedScores"][number], context: ViewContext): SeedsView {
  const { words } = context;
  const benchmark = benchmarkTitle(scores, context);
  const title = words.strategy.seedsTitle(benchmark);
  const seeds = scores.perSeed.map(({ micro }) => micro);
  const svg = seedDots({
    id: `seeds-${keyId(scores)}`,
    title,
    description: words.strategy.seedsDescription(seeds.map(pointsText).join(words.listComma)),
    rows: [{ name: benchmark, seeds }],
    axis: words.front.scoresAxis,
  });
  const lines = scores.perSeed.map(({ seed, micro }) => ({
    seed: seed === null ? words.none : String(seed),
    score: pointsText(micro),
  }));
  return { title, svg, lines };
}
