import { countText, pText, signedText, type IntervalText } from "../format.ts";
import { seenFrom } from "./against.ts";
import { linkToName, type ViewContext } from "./context.ts";
import { verdictView, type VerdictView } from "./leaderboard.ts";
import { benchmarkTitle, keyText } from "./score-key.ts";

/** A comparison in a table: the other side, the difference, the verdict. */
export interface ComparisonLine {
  readonly other: string;
  readonly otherHref: string | null;
  readonly benchmark: string;
  readonly key: string;
  readonly n: string;
  readonly diff: IntervalText;
  readonly p: string;
  readonly verdict: VerdictView;
}

/** All comparisons of a name, each seen from its side. */
export function comparisonLines(name: string, context: ViewContext): readonly ComparisonLine[] {
  return context.report.comparisons.flatMap((comparison) => {
    const against = seenFrom(name, comparison);
    if (against === undefined) return [];
    return [
      {
        other: against.other,
        otherHref: linkToName(against.other, context),
        benchmark: benchmarkTitle(comparison, context),
        key: keyText(comparison, context),
        n: countText(comparison.n),
        diff: signedText(against.diff),
        p: pText(comparison.pAdjusted),
        verdict: verdictView(against, context),
      },
    ];
  });
}
