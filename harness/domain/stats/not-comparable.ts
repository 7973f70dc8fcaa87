/** Why two sets of results cannot be compared, or one cannot be scored: a statement about the input, never a guess. */
export type NotComparable =
  | { readonly reason: "no-items" }
  | { readonly reason: "duplicate-item"; readonly key: string }
  | {
      readonly reason: "invalid-item";
      readonly key: string;
      readonly field: "correct" | "chance";
      readonly found: string;
    }
  | {
      readonly reason: "different-items";
      readonly onlyFirst: number;
      readonly onlySecond: number;
      readonly example: string; // a key that one side lacks
    }
  | {
      readonly reason: "different-labels"; // same key, but another subject, cluster or number of options
      readonly key: string;
      readonly field: "subject" | "cluster" | "chance";
    }
  | {
      readonly reason: "different-conditions";
      readonly field: keyof ScoreConditions;
      readonly first: string;
      readonly second: string;
    };

/** Under which conditions the questions were asked; two results compare only where all are equal. */
export interface ScoreConditions {
  readonly benchmark: string;
  readonly protocol: string;
  readonly mode: string;
  readonly normalisation: string;
  readonly shots: number;
  readonly split: string;
}

const CONDITIONS = ["benchmark", "split", "protocol", "mode", "normalisation", "shots"] as const;

/** The first condition in which the two differ; null where all are equal. */
export function conditionDifference(first: ScoreConditions, second: ScoreConditions): NotComparable | null {
  const field = CONDITIONS.find((name) => first[name] !== second[name]);
  if (field === undefined) return null;
  return {
    reason: "different-conditions",
    field,
    first: String(first[field]),
    second: String(second[field]),
  };
}
