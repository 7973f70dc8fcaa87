import type { BenchmarkInReport, ScoreSummary } from "../../harness/domain/report/report.ts";
import {
  countText,
  durationText,
  pText,
  pointsText,
  scoreText,
  shareText,
  signedText,
  type IntervalText,
} from "../format.ts";
import type { Words } from "../words/en.ts";
import { said } from "../words/words.ts";
import { againstBaseline, type Against } from "./against.ts";
import { contestants, scoreUnder, type Contestant } from "./contestant.ts";
import { comparisonPage, linkTo, linkToName, type ViewContext } from "./context.ts";
import { referencesOf, standing } from "./references.ts";
import { signOf, type VerdictTone } from "./verdict.ts";

/** A verdict as shown: sign, word, and the page that explains it. */
export interface VerdictView {
  readonly tone: VerdictTone;
  readonly sign: string;
  readonly text: string;
  readonly href: string;
}

/** One row: a strategy, or a guess that needs no model (then `reference`). Numbers for sorting beside each text. */
export interface BoardRow {
  readonly reference: boolean;
  readonly isBaseline: boolean;
  readonly name: string;
  readonly href: string | null;
  readonly title: string | null;
  readonly badge: string | null;
  readonly share: string | null;
  readonly shareValue: number | null;
  readonly score: IntervalText | null; // null: no score, the runs failed
  readonly scoreValue: number | null;
  readonly n: string | null;
  readonly seeds: string | null;
  readonly seedsShort: boolean;
  readonly diff: IntervalText | null;
  readonly diffValue: number | null;
  readonly p: string | null;
  readonly pValue: number | null;
  readonly relative: IntervalText | null;
  readonly relativeUndefined: string | null;
  readonly relativeValue: number | null;
  readonly verdict: VerdictView | null;
  readonly seconds: string | null;
  readonly secondsValue: number | null;
}

/** The leaderboard of a benchmark, highest score first, with the guesses at their places. */
export function leaderboard(benchmark: BenchmarkInReport, context: ViewContext): readonly BoardRow[] {
  const against = againstBaseline(context.report, benchmark);
  const runs = new Map(context.report.runs.map((run) => [run.run, run.status]));
  const takesPart = (contestant: Contestant): boolean =>
    scoreUnder(contestant, benchmark) !== undefined ||
    contestant.runs.some((run) => runs.get(run) !== "done");
  const rows = contestants(context.report)
    .filter(takesPart)
    .map((contestant) =>
      contestantRow(contestant, {
        benchmark,
        against: against.find(({ name }) => name === contestant.name),
        context,
      }),
    );
  const guesses = referencesOf(benchmark, context.words).map(({ name, score }) => ({
    ...EMPTY,
    reference: true,
    name,
    score: { value: pointsText(score), range: "" },
    scoreValue: score,
  }));
  return [...rows, ...guesses].toSorted((a, b) => (b.scoreValue ?? -1) - (a.scoreValue ?? -1));
}

const EMPTY: Omit<BoardRow, "name" | "score" | "scoreValue"> = {
  reference: false,
  isBaseline: false,
  href: null,
  title: null,
  badge: null,
  share: null,
  shareValue: null,
  n: null,
  seeds: null,
  seedsShort: false,
  diff: null,
  diffValue: null,
  p: null,
  pValue: null,
  relative: null,
  relativeUndefined: null,
  relativeValue: null,
  verdict: null,
  seconds: null,
  secondsValue: null,
};

interface Place {
  readonly benchmark: BenchmarkInReport;
  readonly against: Against | undefined;
  readonly context: ViewContext;
}

function contestantRow(contestant: Contestant, { benchmark, against, context }: Place): BoardRow {
  const { words, report, language } = context;
  const score = scoreUnder(contestant, benchmark);
  const done = report.runs.filter(
    ({ run, scores }) =>
      contestant.runs.includes(run) && scoreUnder({ ...contestant, scores }, benchmark) !== undefined,
  ).length;
  const short = done < contestant.runs.length;
  return {
    ...EMPTY,
    isBaseline: contestant.name === report.profile.baseline,
    name: contestant.name,
    href: linkToName(contestant.name, context),
    title: contestant.title === null ? null : said(contestant.title, language),
    badge: score === undefined ? null : badgeOf(score, benchmark, context),
    share: contestant.share === null ? null : shareText(contestant.share),
    shareValue: contestant.share,
    score: score === undefined ? null : scoreText(score.micro),
    scoreValue: score?.micro.value ?? null,
    n: score === undefined ? null : countText(score.n),
    seeds: short ? words.badges.seedsMissing(done, contestant.runs.length) : String(done),
    seedsShort: short,
    ...(against === undefined ? {} : againstCells(against, context)),
    seconds: contestant.trainSeconds === null ? null : durationText(contestant.trainSeconds),
    secondsValue: contestant.trainSeconds,
  };
}

function badgeOf(score: ScoreSummary, benchmark: BenchmarkInReport, { words }: ViewContext): string | null {
  const place = standing(score, benchmark);
  if (place === "above") return null;
  return place === "chance" ? words.badges.belowChance : words.badges.belowReference;
}

function againstCells(against: Against, context: ViewContext): Partial<BoardRow> {
  const { comparison, relative, diff } = against;
  return {
    diff: signedText(diff),
    diffValue: diff.value,
    p: pText(comparison.pAdjusted),
    pValue: comparison.pAdjusted,
    relative: relative === null ? null : relativeText(signedText(relative)),
    relativeUndefined: relative === null ? context.words.undefinedValue : null,
    relativeValue: relative?.value ?? null,
    verdict: verdictView(against, context),
  };
}

/** A signed interval in points, as per cent. */
export const relativeText = ({ value, range }: IntervalText): IntervalText => ({ value: `${value}%`, range });

/** A comparison's verdict as a link to its page, which has the report's full words; here only the short one. */
export const verdictView = ({ comparison, tone }: Against, context: ViewContext): VerdictView => ({
  tone,
  sign: signOf(tone),
  text: shortVerdict(tone, comparison.verdict.kind, context.words),
  href: linkTo(comparisonPage(comparison, context), context),
});

/** The short word of a verdict; two at chance are undecided for a reason of their own. */
const shortVerdict = (tone: VerdictTone, kind: string, words: Words): string =>
  kind === "not-above-chance" ? words.atChance : words.tones[tone];
