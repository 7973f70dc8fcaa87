import type { Interval } from "./interval.ts";
import type { Needed } from "./needed.ts";
import type { NotComparable } from "./not-comparable.ts";

/** What may be said of a comparison: a closed set; the words and the rule of each are in `verdict-words.ts`. */
export type Verdict =
  | { readonly kind: "better" | "worse"; readonly withinMargin: boolean }
  | { readonly kind: "better-here" | "worse-here"; readonly why: "few-clusters" | "not-across-clusters" }
  | { readonly kind: "equivalent"; readonly margin: number; readonly scope: "clusters" | "questions" }
  | { readonly kind: "inconclusive"; readonly needed: Needed }
  | { readonly kind: "not-above-chance" }
  | { readonly kind: "not-comparable"; readonly problem: NotComparable };

/** Everything that the verdict rests on, so that it can be judged again with p-values adjusted for a family. */
export interface Evidence {
  readonly diff: number;
  readonly alpha: number;
  readonly margin: number | null; // fraction, declared before; null: equivalence is not asked
  /** The primary p speaks for other clusters, or only for these questions. */
  readonly scope: "clusters" | "questions";
  readonly p: number;
  readonly pItems: number;
  /** Questions on which the two differ (over pairs of seeds: the mean). */
  readonly disagreements: number;
  readonly equivalenceCi: Interval; // level 1 - 2 alpha
  readonly aboveChanceA: number; // one-sided p
  readonly aboveChanceB: number;
  readonly needed: Needed;
}

/** Below this many disagreements the normal approximation is poor: then the exact view must agree as well. */
const ENOUGH_DISAGREEMENTS = 25;

/** The verdict by fixed rules, tried in order: at chance, different, different here, equivalent, inconclusive. */
export function judge(evidence: Evidence): Verdict {
  const { diff, alpha, margin, scope, p, pItems, equivalenceCi } = evidence;
  if (evidence.aboveChanceA >= alpha && evidence.aboveChanceB >= alpha) return { kind: "not-above-chance" };

  const isWithinMargin = margin !== null && equivalenceCi.low > -margin && equivalenceCi.high < margin;
  const holdsHere = pItems < alpha && diff !== 0;
  const holdsAcross = scope === "clusters" && p < alpha && diff !== 0;
  if (holdsAcross && (holdsHere || evidence.disagreements >= ENOUGH_DISAGREEMENTS)) {
    return { kind: diff > 0 ? "better" : "worse", withinMargin: isWithinMargin };
  }
  if (isWithinMargin) return { kind: "equivalent", margin, scope };
  if (holdsHere) {
    return {
      kind: diff > 0 ? "better-here" : "worse-here",
      why: scope === "clusters" ? "not-across-clusters" : "few-clusters",
    };
  }
  return { kind: "inconclusive", needed: evidence.needed };
}
