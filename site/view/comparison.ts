import type { BenchmarkInReport, ComparisonInReport } from "../../harness/domain/report/report.ts";
import { countText, fixed, pText, pointsText, shareText, signedPointsText, signedText } from "../format.ts";
import { seedDots } from "../plot/seed-dots.ts";
import type { Svg } from "../plot/svg.ts";
import { said } from "../words/words.ts";
import { linkToName, type ViewContext } from "./context.ts";
import type { Fact } from "./front.ts";
import { layoutView, type LayoutView } from "./layout.ts";
import { relativeText } from "./leaderboard.ts";
import { benchmarkTitle, keyId, keyText, orderedBenchmarks, sameKey } from "./score-key.ts";
import { signOf, toneOf, type VerdictTone } from "./verdict.ts";

/** A question that only one of the two gets right. */
interface DiscordantLine {
  readonly subject: string;
  readonly id: string;
  readonly question: string | null;
  readonly answer: string;
  readonly a: string;
  readonly aValue: number;
  readonly b: string;
  readonly bValue: number;
}

/** The comparison under one benchmark and protocol. */
interface ComparisonPart {
  readonly id: string;
  readonly title: string;
  readonly key: string;
  readonly tone: VerdictTone;
  readonly sign: string;
  readonly verdict: string;
  readonly rule: string;
  readonly diff: { readonly value: string; readonly range: string };
  readonly scoreA: string;
  readonly scoreB: string;
  readonly figures: readonly Fact[];
  readonly figuresCaption: string;
  readonly perSeed: { readonly title: string; readonly svg: Svg } | null;
  readonly discordantIntro: string;
  readonly discordantCaption: string;
  readonly textWithheld: boolean;
  readonly discordant: readonly DiscordantLine[];
}

/** Everything a comparison's page shows. */
export interface ComparisonView {
  readonly layout: LayoutView;
  readonly a: string;
  readonly b: string;
  readonly aHref: string | null;
  readonly bHref: string | null;
  readonly aRight: string;
  readonly bRight: string;
  readonly aScore: string;
  readonly bScore: string;
  readonly parts: readonly ComparisonPart[];
}

/** The view model of all comparisons of one pair; they have the same `a` and `b`. */
export function comparisonView(pair: readonly ComparisonInReport[], context: ViewContext): ComparisonView {
  const { words } = context;
  const a = pair[0]?.a ?? "";
  const b = pair[0]?.b ?? "";
  const order = orderedBenchmarks(context);
  const rank = (one: ComparisonInReport): number => order.findIndex((benchmark) => sameKey(benchmark, one));
  const parts = pair.toSorted((one, other) => rank(one) - rank(other)).map((one) => partView(one, context));
  const summary = parts.map(
    ({ title, diff, verdict }) => `${title}: ${diff.value} ${diff.range}, ${verdict}`,
  );
  return {
    layout: layoutView(context, words.comparison.title(a, b), summary.join("; ")),
    a,
    b,
    aHref: linkToName(a, context),
    bHref: linkToName(b, context),
    aRight: words.comparison.rightShare(a),
    bRight: words.comparison.rightShare(b),
    aScore: words.comparison.scoreOf(a),
    bScore: words.comparison.scoreOf(b),
    parts,
  };
}

function partView(comparison: ComparisonInReport, context: ViewContext): ComparisonPart {
  const { words, language, report } = context;
  const title = benchmarkTitle(comparison, context);
  const benchmark = report.benchmarks.find((one) => sameKey(one, comparison));
  const tone = toneOf(comparison.verdict.kind);
  return {
    id: keyId(comparison),
    title,
    key: keyText(comparison, context),
    tone,
    sign: signOf(tone),
    verdict: said(comparison.verdict.words, language),
    rule: said(comparison.verdict.rule, language),
    diff: signedText(comparison.diff),
    scoreA: pointsText(comparison.scoreA),
    scoreB: pointsText(comparison.scoreB),
    figures: figures(comparison, context),
    figuresCaption: words.comparison.figuresCaption(title),
    perSeed: perSeedView(comparison, title, context),
    discordantIntro: words.comparison.discordantIntro(
      countText(comparison.discordant.length),
      countText(comparison.discordantTotal),
    ),
    discordantCaption: words.comparison.discordantCaption(title),
    textWithheld: benchmark?.publicText !== true,
    discordant: discordantLines(comparison, benchmark),
  };
}

function figures(comparison: ComparisonInReport, context: ViewContext): readonly Fact[] {
  const { words } = context;
  const own = words.comparison;
  const both = ({ value, range }: { value: string; range: string }): string => `${value} ${range}`;
  const why = comparison.relativeWhy === null ? "" : ` (${said(comparison.relativeWhy, context.language)})`;
  const points = (text: string): string => `${text} ${words.units.percentPoints}`;
  return [
    { term: words.columns.n, text: countText(comparison.n) },
    { term: own.clusters, text: countText(comparison.clusters) },
    { term: own.seeds, text: own.seedPair(comparison.seedsA, comparison.seedsB) },
    { term: own.p, text: pText(comparison.p) },
    { term: own.adjusted, text: pText(comparison.pAdjusted) },
    ...(comparison.pMidMcnemar === null ? [] : [{ term: own.mcnemar, text: pText(comparison.pMidMcnemar) }]),
    {
      term: own.relative,
      text:
        comparison.relative === null
          ? `${own.undefinedWhy}${why}`
          : both(relativeText(signedText(comparison.relative))),
    },
    { term: own.discordance, text: shareText(comparison.discordance) },
    { term: own.mde, text: points(pointsText(comparison.mde)) },
  ];
}

function perSeedView(
  comparison: ComparisonInReport,
  benchmark: string,
  { words }: ViewContext,
): ComparisonPart["perSeed"] {
  if (comparison.perSeed.length < 2) return null;
  const title = words.comparison.perSeedTitle(benchmark);
  const svg = seedDots({
    id: `per-seed-${keyId(comparison)}`,
    title,
    description: words.comparison.perSeedDescription(
      comparison.perSeed.map(signedPointsText).join(words.listComma),
    ),
    rows: [{ name: benchmark, seeds: comparison.perSeed }],
    axis: words.front.forestAxis,
    signed: true,
  });
  return { title, svg };
}

/** A share of a few seeds, e.g. 2 of 3 -> "67%": decimals would only pretend. */
const wholeShare = (share: number): string => `${fixed(share * 100, 0)}%`;

/** The questions; their text only where the benchmark's licence allows it on a public page. */
function discordantLines(
  { discordant }: ComparisonInReport,
  benchmark: BenchmarkInReport | undefined,
): readonly DiscordantLine[] {
  return discordant.map((item) => ({
    subject: item.subject,
    id: item.id,
    question: benchmark?.publicText === true ? item.question : null,
    answer: item.answer,
    a: wholeShare(item.a),
    aValue: item.a,
    b: wholeShare(item.b),
    bValue: item.b,
  }));
}
