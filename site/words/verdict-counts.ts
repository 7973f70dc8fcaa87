/** Counts of verdicts against a baseline, for the sentence that leads a page. */
export interface VerdictCounts {
  readonly benchmark: string;
  readonly n: string;
  readonly baseline: string;
  readonly better: number;
  readonly worse: number;
  readonly here: number; // better or worse on these questions only
  readonly equivalent: number;
  readonly open: number;
}
