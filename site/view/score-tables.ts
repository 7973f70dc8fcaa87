import type { ScoreSummary } from "../../harness/domain/report/report.ts";
import { countText, pointsText, scoreText, type IntervalText } from "../format.ts";
import { letterHistogram } from "../plot/letter-histogram.ts";
import type { Svg } from "../plot/svg.ts";
import { said } from "../words/words.ts";
import type { ViewContext } from "./context.ts";
import { benchmarkTitle, keyId, keyText } from "./score-key.ts";

/** A line of a table by group or subject. */
interface PartLine {
  readonly title: string;
  readonly n: string;
  readonly score: IntervalText;
}

/** One evaluation in full: the average, its parts, the letters. */
export interface ScoreDetail {
  readonly id: string;
  readonly title: string;
  readonly key: string;
  readonly micro: IntervalText;
  readonly macro: IntervalText;
  readonly n: string;
  readonly clusters: string;
  readonly chance: string;
  readonly seKind: string;
  readonly ties: string | null;
  readonly groupsCaption: string;
  readonly groups: readonly PartLine[];
  readonly subjectsCaption: string;
  readonly subjectsSummary: string;
  readonly subjects: readonly PartLine[];
  readonly letters: LettersView | null;
}

/** The histogram of letters, with its table. */
interface LettersView {
  readonly title: string;
  readonly svg: Svg;
  readonly lines: readonly { readonly letter: string; readonly predicted: string; readonly gold: string }[];
}

/** All evaluations of a run or strategy, in the report's order. */
export const scoreDetails = (scores: readonly ScoreSummary[], context: ViewContext): readonly ScoreDetail[] =>
  scores.map((score) => scoreDetail(score, context));

function scoreDetail(score: ScoreSummary, context: ViewContext): ScoreDetail {
  const { words, language } = context;
  const title = benchmarkTitle(score, context);
  const lines = (parts: ScoreSummary["groups"]): readonly PartLine[] =>
    parts.map((part) => ({
      title: said(part.title, language),
      n: countText(part.n),
      score: scoreText(part.score),
    }));
  return {
    id: keyId(score),
    title,
    key: keyText(score, context),
    micro: scoreText(score.micro),
    macro: scoreText(score.macro),
    n: countText(score.n),
    clusters: countText(score.clusters),
    chance: pointsText(score.chance),
    seKind: score.seKind,
    ties: score.ties === 0 ? null : words.run.ties(countText(score.ties)),
    groupsCaption: words.run.groupsCaption(title),
    groups: lines(score.groups),
    subjectsCaption: words.run.subjectsCaption(title),
    subjectsSummary: words.run.subjectsSummary(countText(score.subjects.length)),
    subjects: lines(score.subjects),
    letters: lettersView(score, title, context),
  };
}

function lettersView(score: ScoreSummary, benchmark: string, { words }: ViewContext): LettersView | null {
  if (score.letters.length === 0) return null;
  const title = words.run.lettersTitle(benchmark);
  const lines = score.letters.map(({ letter, predicted, gold }) => ({
    letter,
    predicted: countText(predicted),
    gold: countText(gold),
  }));
  const description = words.run.lettersDescription(
    lines.map(({ letter, predicted, gold }) => `${letter} ${predicted} / ${gold}`).join(words.listComma),
  );
  const svg = letterHistogram({ id: `letters-${keyId(score)}`, title, description, letters: score.letters });
  return { title, svg, lines };
}
