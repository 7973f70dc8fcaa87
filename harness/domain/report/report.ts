/** English and Chinese words for the same thing. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** A number with its uncertainty; fractions, not points. There is no bare score in a report. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Which questions were asked how: two scores compare only where all of this is equal. */
export interface ScoreKey {
  readonly benchmark: string;
  readonly protocol: string; // e.g. "official"
  readonly mode: "logit" | "cloze" | "generate";
  readonly normalisation: string; // e.g. "raw"
  readonly shots: number;
  readonly split: string;
}

/** One evaluation's aggregates. */
export interface ScoreSummary extends ScoreKey {
  readonly n: number;
  readonly clusters: number;
  readonly micro: Interval;
  readonly macro: Interval;
  readonly groups: readonly {
    readonly id: string;
    readonly title: Bilingual;
    readonly n: number;
    readonly score: Interval;
  }[];
  readonly subjects: readonly {
    readonly id: string;
    readonly title: Bilingual;
    readonly n: number;
    readonly score: Interval;
  }[];
  readonly chance: number;
  readonly seKind: string; // e.g. "clustered CR1, t"
  readonly ties: number;
  readonly protocolHash: string;
  /** Predicted letters and gold letters: how often each. */
  readonly letters: readonly { readonly letter: string; readonly predicted: number; readonly gold: number }[];
}

/** One benchmark under one protocol, with the scores that need no model. */
export interface BenchmarkInReport extends ScoreKey {
  readonly title: Bilingual;
  readonly licence: string;
  readonly publicText: boolean;
  readonly n: number;
  readonly chance: number;
  readonly baselines: readonly {
    readonly id: "constant-letter" | "longest-option" | "shortest-option";
    readonly score: number;
  }[];
}

/** What one address does under a strategy, in model order, for the picture of the layer stack. */
export interface StackRow {
  readonly address: string; // e.g. "layer 3 attn"
  readonly state: "trained" | "frozen";
  readonly numel: number;
}

/** One (strategy, seed) under the profile: everything that its page shows. */
export interface RunInReport {
  readonly run: string; // e.g. "train-shallow@tiny-world#1"
  readonly strategy: string;
  readonly seed: number | null; // null: an imported or evaluated model
  readonly status: "done" | "failed" | "partial";
  readonly failure: { readonly title: string; readonly detail: string; readonly next: string } | null;
  readonly finishedAt: string; // ISO 8601
  readonly scores: readonly ScoreSummary[];
  readonly audit: {
    readonly ok: boolean;
    readonly frozen: number;
    readonly trained: number;
    readonly problems: readonly string[];
  } | null;
  readonly training: {
    readonly steps: number;
    readonly tokens: number;
    readonly seconds: number;
    readonly tokensPerSecond: number;
    readonly lossFirst: number;
    readonly lossLast: number;
    readonly streamSha256: string;
    readonly curve: readonly { readonly step: number; readonly loss: number; readonly lr: number }[];
  } | null;
  readonly stages: readonly {
    readonly id: string;
    readonly kind: string;
    readonly fingerprint: string;
    readonly durationMs: number | null;
    readonly shared: boolean; // another run had already done it
  }[];
  readonly provenance: {
    readonly modelHash: string; // of the evaluated checkpoint
    readonly startModelHash: string;
    readonly strategyHash: string;
    readonly codeVersion: string;
    readonly libraries: Readonly<Record<string, string>>;
    readonly command: string; // reproduces the run
  };
}

/** One strategy, its seeds averaged. */
export interface StrategyInReport {
  readonly strategy: string;
  readonly title: Bilingual;
  readonly description: Bilingual | null;
  readonly file: string | null;
  readonly yaml: string | null; // the normalised strategy, as text
  readonly trainable: {
    readonly tensors: number;
    readonly numel: number;
    readonly totalNumel: number;
    readonly share: number;
  };
  readonly stack: readonly StackRow[];
  readonly runs: readonly string[];
  /** Averaged over seeds per question, then clustered. */
  readonly scores: readonly ScoreSummary[];
  readonly seedScores: readonly (ScoreKey & {
    readonly perSeed: readonly { readonly seed: number | null; readonly micro: number }[];
  })[];
  readonly trainSeconds: number | null; // mean over seeds
}

/** Two strategies (or runs) on the same questions; `a - b`. */
export interface ComparisonInReport extends ScoreKey {
  readonly a: string;
  readonly b: string;
  readonly n: number;
  readonly clusters: number;
  readonly seedsA: number;
  readonly seedsB: number;
  readonly scoreA: number;
  readonly scoreB: number;
  readonly diff: Interval;
  /**
   * The same difference at the level at which Holm's procedure tested it, 1 - 0.05 / (m - rank + 1): it excludes
   * zero where the adjusted test rejects. Null outside a family of two or more comparisons.
   */
  readonly diffAdjusted: Interval | null;
  readonly p: number;
  readonly pAdjusted: number; // Holm over the family of the report
  readonly pMidMcnemar: number | null; // one seed each only
  readonly perSeed: readonly number[]; // difference of each pair of seeds
  readonly discordance: number;
  readonly relative: { readonly value: number; readonly low: number; readonly high: number } | null; // null: undefined, see why
  readonly relativeWhy: Bilingual | null;
  readonly mde: number; // smallest difference found with 80 % power
  readonly verdict: { readonly kind: string; readonly words: Bilingual; readonly rule: Bilingual };
  /** Questions on which they differ, most lopsided first; text only where the licence allows it. */
  readonly discordant: readonly {
    readonly subject: string;
    readonly id: string;
    readonly question: string | null;
    readonly answer: string;
    readonly a: number; // share of seeds that were right
    readonly b: number;
  }[];
  readonly discordantTotal: number;
}

/** Everything the site and reports/ say, as data. Equal results give equal bytes: no clock in it. */
export interface Report {
  readonly schema: 1;
  readonly name: string;
  readonly newestResultAt: string; // ISO 8601
  readonly version: string;
  readonly profile: {
    readonly name: string;
    readonly notice: Bilingual | null; // e.g. "A demonstration, not evidence about language models."
    readonly model: string;
    readonly modelNumel: number;
    readonly layers: number;
    readonly tied: boolean;
    readonly budget: readonly { readonly key: string; readonly value: string }[];
    readonly seeds: readonly number[];
    readonly baseline: string | null;
    readonly marginPoints: number;
    readonly primary: string | null; // benchmark name
  };
  readonly benchmarks: readonly BenchmarkInReport[];
  readonly strategies: readonly StrategyInReport[];
  readonly runs: readonly RunInReport[];
  readonly comparisons: readonly ComparisonInReport[];
}
