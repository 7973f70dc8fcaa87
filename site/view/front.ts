import type { BenchmarkInReport } from "../../harness/domain/report/report.ts";
import { countText, fixed, momentText, scoreText, shareText, signedText } from "../format.ts";
import type { Svg } from "../plot/svg.ts";
import { againstBaseline } from "./against.ts";
import { forestFigure, scoreFigure, type FigureView } from "./board-plots.ts";
import { contestants, scoreUnder } from "./contestant.ts";
import { linkTo, linkToName, slugOf, type ViewContext } from "./context.ts";
import { layoutView, type LayoutView } from "./layout.ts";
import { leaderboard, verdictView, type BoardRow, type VerdictView } from "./leaderboard.ts";
import { benchmarkTitle, keyId, keyText, orderedBenchmarks, sameKey } from "./score-key.ts";
import { coreFor } from "./stack-words.ts";

/** A named fact, e.g. { term: "Model", text: "tiny-world/base" }. */
export interface Fact {
  readonly term: string;
  readonly text: string;
}

/** A benchmark's part of the front page. */
interface BenchmarkView {
  readonly id: string;
  readonly title: string;
  readonly primary: boolean;
  readonly key: string;
  readonly sentence: string | null; // null where the page's lead has said it
  readonly forest: FigureView | null;
  readonly scores: FigureView | null;
  readonly caption: string;
  readonly rows: readonly BoardRow[];
}

/** A strategy's card in the gallery of cores. */
interface CoreView {
  readonly name: string;
  readonly href: string | null;
  readonly share: string;
  readonly score: string | null;
  readonly svg: Svg;
}

/** A run in the list of all runs. */
interface RunLine {
  readonly run: string;
  readonly href: string | null;
  readonly seed: string;
  readonly status: "done" | "failed" | "partial";
  readonly statusText: string;
  readonly scores: readonly string[];
  readonly finishedIso: string;
  readonly finished: string;
}

/** Everything the front page shows. */
export interface FrontView {
  readonly layout: LayoutView;
  readonly eyebrow: string;
  readonly lead: string;
  readonly counts: string;
  readonly verdicts: readonly {
    readonly name: string;
    readonly diff: string;
    readonly verdict: VerdictView;
  }[];
  readonly cores: readonly CoreView[];
  readonly coresScore: string | null;
  readonly facts: readonly Fact[];
  readonly methods: string;
  readonly benchmarks: readonly BenchmarkView[];
  readonly failed: readonly {
    readonly run: string;
    readonly href: string | null;
    readonly title: string;
    readonly detail: string;
    readonly next: string;
  }[];
  readonly runColumns: readonly string[];
  readonly runs: readonly RunLine[];
}

/** The view model of the front page. */
export function frontView(context: ViewContext): FrontView {
  const { report, words } = context;
  const benchmarks = orderedBenchmarks(context);
  const primary = benchmarks[0];
  const failed = report.runs.filter(({ status }) => status === "failed");
  const done = report.runs.filter(({ status }) => status === "done").length;
  const lead = primary === undefined ? words.front.noScores : leadSentence(primary, context);
  return {
    layout: layoutView(context, words.front.title, lead),
    eyebrow: words.front.eyebrow(report.profile.name),
    lead,
    counts: words.front.counts(report.runs.length, done, failed.length),
    verdicts: primary === undefined ? [] : verdicts(primary, context),
    cores: cores(primary, context),
    coresScore: primary === undefined ? null : words.front.coresScore(benchmarkTitle(primary, context)),
    facts: facts(context),
    methods: linkTo({ kind: "methods" }, context),
    benchmarks: benchmarks.map((benchmark) => benchmarkView(benchmark, benchmark === primary, context)),
    failed: failed.map(({ run, failure }) => ({
      run,
      href: linkToName(run, context),
      title: failure?.title ?? words.statuses.failed,
      detail: failure?.detail ?? "",
      next: failure?.next ?? "",
    })),
    runColumns: benchmarks.map((benchmark) => benchmarkTitle(benchmark, context)),
    runs: report.runs.map((run) => ({
      run: run.run,
      href: linkToName(run.run, context),
      seed: run.seed === null ? words.none : String(run.seed),
      status: run.status,
      statusText: words.statuses[run.status],
      scores: benchmarks.map((benchmark) => {
        const score = run.scores.find((one) => sameKey(one, benchmark));
        return score === undefined ? words.none : scoreText(score.micro).value;
      }),
      finishedIso: run.finishedAt,
      finished: momentText(run.finishedAt),
    })),
  };
}

function leadSentence(benchmark: BenchmarkInReport, context: ViewContext): string {
  return verdictSentence(benchmark, context) ?? context.words.front.noBaseline;
}

function verdictSentence(benchmark: BenchmarkInReport, context: ViewContext): string | null {
  const { report, words } = context;
  const against = againstBaseline(report, benchmark);
  if (report.profile.baseline === null || against.length === 0) return null;
  const count = (wanted: string): number => against.filter(({ tone }) => tone === wanted).length;
  return words.front.verdict({
    benchmark: benchmarkTitle(benchmark, context),
    n: countText(benchmark.n),
    baseline: report.profile.baseline,
    better: count("better"),
    worse: count("worse"),
    here: count("better-here") + count("worse-here"),
    equivalent: count("equivalent"),
    open: count("open"),
  });
}

function verdicts(benchmark: BenchmarkInReport, context: ViewContext): FrontView["verdicts"] {
  return [...againstBaseline(context.report, benchmark)]
    .sort((a, b) => b.diff.value - a.diff.value)
    .map((against) => {
      const { value, range } = signedText(against.diff);
      return { name: against.name, diff: `${value} ${range}`, verdict: verdictView(against, context) };
    });
}

function cores(primary: BenchmarkInReport | undefined, context: ViewContext): readonly CoreView[] {
  const { words, report } = context;
  return contestants(report)
    .filter(({ stack }) => stack.length > 0)
    .map((contestant) => {
      const score = primary === undefined ? undefined : scoreUnder(contestant, primary);
      return {
        name: contestant.name,
        href: linkToName(contestant.name, context),
        share: words.front.trainedShare(shareText(contestant.share ?? 0)),
        score: score === undefined ? null : scoreText(score.micro).value,
        svg: coreFor(contestant.name, contestant.stack, {
          id: `core-${slugOf(contestant.name, context)}`,
          words,
        }),
      };
    });
}

function facts({ report, words }: ViewContext): readonly Fact[] {
  const { profile } = report;
  const margin = `±${fixed(profile.marginPoints, profile.marginPoints % 1 === 0 ? 0 : 1)} ${words.units.percentPoints}`;
  return [
    { term: words.front.model, text: profile.model },
    { term: words.front.parameters, text: countText(profile.modelNumel) },
    { term: words.front.layers, text: countText(profile.layers) },
    { term: words.front.tied, text: profile.tied ? words.front.tiedYes : words.front.tiedNo },
    ...profile.budget.map(({ key, value }) => ({ term: key, text: value })),
    { term: words.front.seeds, text: profile.seeds.join(words.listComma) },
    { term: words.front.baseline, text: profile.baseline ?? words.none },
    { term: words.front.margin, text: margin },
  ];
}

function benchmarkView(benchmark: BenchmarkInReport, leads: boolean, context: ViewContext): BenchmarkView {
  const title = benchmarkTitle(benchmark, context);
  const methods = linkTo({ kind: "methods" }, context);
  return {
    id: keyId(benchmark),
    title,
    primary: benchmark.benchmark === context.report.profile.primary,
    key: keyText(benchmark, context),
    sentence: leads ? null : verdictSentence(benchmark, context),
    forest: forestFigure(benchmark, context, methods),
    scores: scoreFigure(benchmark, context, methods),
    caption: context.words.front.tableCaption(title),
    rows: leaderboard(benchmark, context),
  };
}
