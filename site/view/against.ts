import type { ComparisonInReport, Interval, Report, ScoreKey } from "../../harness/domain/report/report.ts";
import { sameKey } from "./score-key.ts";
import { flippedTone, toneOf, type VerdictTone } from "./verdict.ts";

/** A comparison seen from one side: `mine - theirs`, whichever way round the report holds it. */
export interface Against {
  readonly name: string;
  readonly other: string;
  readonly comparison: ComparisonInReport;
  readonly diff: Interval;
  readonly adjusted: Interval | null;
  readonly relative: Interval | null;
  readonly perSeed: readonly number[];
  readonly tone: VerdictTone;
}

/** A comparison from the side of `name`; undefined if it is not part of it. */
export function seenFrom(name: string, comparison: ComparisonInReport): Against | undefined {
  const { a, b, diff, diffAdjusted, relative, perSeed, verdict } = comparison;
  const tone = toneOf(verdict.kind);
  if (a === name)
    return { name, other: b, comparison, diff, adjusted: diffAdjusted, relative, perSeed, tone };
  if (b !== name) return undefined;
  return {
    name,
    other: a,
    comparison,
    diff: negated(diff),
    adjusted: diffAdjusted === null ? null : negated(diffAdjusted),
    relative: relative === null ? null : inverted(relative),
    perSeed: perSeed.map((difference) => -difference),
    tone: flippedTone(tone),
  };
}

/** All comparisons under a key with the baseline on the other side. */
export function againstBaseline(report: Report, key: ScoreKey): readonly Against[] {
  const { baseline } = report.profile;
  if (baseline === null) return [];
  return report.comparisons
    .filter(
      (comparison) => sameKey(comparison, key) && (comparison.a === baseline) !== (comparison.b === baseline),
    )
    .flatMap(
      (comparison) => seenFrom(comparison.a === baseline ? comparison.b : comparison.a, comparison) ?? [],
    );
}

const negated = ({ value, low, high }: Interval): Interval => ({ value: -value, low: -high, high: -low });

/** A/B - 1 as B/A - 1: the ratio turns over, and with it the ends of its interval. */
function inverted({ value, low, high }: Interval): Interval | null {
  if (low <= -1) return null;
  return { value: 1 / (1 + value) - 1, low: 1 / (1 + high) - 1, high: 1 / (1 + low) - 1 };
}
