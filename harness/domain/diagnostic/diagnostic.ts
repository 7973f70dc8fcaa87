/** Where something stands in a text file: 1-based line and column (in UTF-16 units), and its length on that line. */
export interface SourceSpan {
  readonly file: string; // e.g. "strategies/train-shallow.yaml", as the user wrote it
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** One problem in what the user gave us: what is wrong, where, and what to do about it. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly code: string; // e.g. "unknown-key"; stable, for scripts and tests
  readonly message: string; // what is wrong, with the values: `unknown key "trian"`
  readonly hint?: string; // what to do: `did you mean "train"?`
  readonly at?: SourceSpan;
}
