import type { Result } from "../result.ts";
import { comparePaired, type Arm, type PairedComparison } from "./compare.ts";
import { holm } from "./multiplicity.ts";
import type { NotComparable } from "./not-comparable.ts";
import { judge, type Verdict } from "./verdict.ts";

/** A comparison as one of several: what it says after correction for their number. */
export interface FamilyMember {
  readonly comparison: PairedComparison | null; // null: not comparable, see the verdict
  readonly pAdjusted: number | null; // Holm; null: not comparable
  readonly verdict: Verdict;
}

/** Holm-adjusts the primary p-values (and the "these questions only" ones) of a declared family and judges anew. */
export function adjustFamily(
  comparisons: readonly Result<PairedComparison, NotComparable>[],
): readonly FamilyMember[] {
  const comparable = comparisons.flatMap((result) => (result.ok ? [result.value] : []));
  const adjusted = holm(comparable.map(({ p }) => p));
  const adjustedItems = holm(comparable.map(({ pItems }) => pItems));
  return comparisons.map((result) => {
    if (!result.ok) {
      return {
        comparison: null,
        pAdjusted: null,
        verdict: { kind: "not-comparable", problem: result.error },
      };
    }
    const position = comparable.indexOf(result.value);
    const p = adjusted[position] ?? 1;
    const evidence = { ...result.value.evidence, p, pItems: adjustedItems[position] ?? 1 };
    return { comparison: result.value, pAdjusted: p, verdict: judge(evidence) };
  });
}

/** Every arm against one baseline, as a family. */
export interface FamilyRequest {
  readonly baseline: Arm;
  readonly arms: readonly Arm[];
  readonly alpha: number;
  readonly margin: number | null;
}

/** Compares each arm with the baseline (`arm - baseline`), in the order given, corrected for their number by Holm. */
export const compareWithBaseline = ({
  baseline,
  arms,
  alpha,
  margin,
}: FamilyRequest): readonly FamilyMember[] =>
  adjustFamily(arms.map((arm) => comparePaired({ a: arm, b: baseline, alpha, margin })));
