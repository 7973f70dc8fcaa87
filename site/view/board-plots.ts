import type { BenchmarkInReport } from "../../harness/domain/report/report.ts";
import { fixed, pointsText, scoreText, signedText } from "../format.ts";
import { forestPlot } from "../plot/forest.ts";
import { scorePlot } from "../plot/score-plot.ts";
import type { Svg } from "../plot/svg.ts";
import { againstBaseline } from "./against.ts";
import { contestants, scoreUnder, seedsUnder } from "./contestant.ts";
import type { ViewContext } from "./context.ts";
import { referencesOf, standing } from "./references.ts";
import { benchmarkTitle, keyId } from "./score-key.ts";

/** A picture with what is said under it. */
export interface FigureView {
  readonly title: string;
  readonly svg: Svg;
  readonly caption: string;
  readonly methodHref: string;
}

/** The forest plot of a benchmark; null where nothing was compared with a baseline. */
export function forestFigure(
  benchmark: BenchmarkInReport,
  context: ViewContext,
  methods: string,
): FigureView | null {
  const { report, words } = context;
  const { baseline, marginPoints } = report.profile;
  const against = [...againstBaseline(report, benchmark)].sort((a, b) => b.diff.value - a.diff.value);
  if (baseline === null || against.length === 0) return null;
  const title = words.front.forestTitle(benchmarkTitle(benchmark, context), baseline);
  const said = against.map(({ name, diff }) => `${name} ${signedText(diff).value} ${signedText(diff).range}`);
  const svg = forestPlot({
    id: `forest-${keyId(benchmark)}`,
    title,
    description: words.front.forestDescription(said.join(words.listComma)),
    rows: against.map(({ name, diff, adjusted, tone, perSeed }) => ({ name, diff, adjusted, tone, perSeed })),
    marginPoints,
    axis: words.front.forestAxis,
    zero: words.front.zero(baseline),
  });
  const caption = words.front.forestCaption(baseline, fixed(marginPoints, marginPoints % 1 === 0 ? 0 : 1));
  return { title, svg, caption, methodHref: `${methods}#difference` };
}

/** The score plot of a benchmark; null where nothing has a score. */
export function scoreFigure(
  benchmark: BenchmarkInReport,
  context: ViewContext,
  methods: string,
): FigureView | null {
  const { report, words } = context;
  const rows = contestants(report)
    .flatMap((contestant) => {
      const score = scoreUnder(contestant, benchmark);
      if (score === undefined) return [];
      const seeds = seedsUnder(contestant.name, benchmark, report);
      const aboveReferences = standing(score, benchmark) === "above";
      return [
        { name: contestant.name, score: score.micro, seeds: seeds.length > 1 ? seeds : [], aboveReferences },
      ];
    })
    .toSorted((a, b) => b.score.value - a.score.value);
  if (rows.length === 0) return null;
  const references = referencesOf(benchmark, words);
  const title = words.front.scoresTitle(benchmarkTitle(benchmark, context));
  const said = rows.map(({ name, score }) => `${name} ${scoreText(score).value} ${scoreText(score).range}`);
  const guesses = references.map(({ name, score }) => `${name} ${pointsText(score)}`);
  const svg = scorePlot({
    id: `scores-${keyId(benchmark)}`,
    title,
    description: words.front.scoresDescription(said.join(words.listComma), guesses.join(words.listComma)),
    rows,
    references,
    axis: words.front.scoresAxis,
  });
  return { title, svg, caption: words.front.scoresCaption, methodHref: `${methods}#interval` };
}
