import type { ScoreConditions } from "../stats/not-comparable.ts";
import type { StageFailure } from "./failure.ts";

/** A score as `run --json` and `eval --json` print it; fractions. */
export interface ScoreLine extends ScoreConditions {
  readonly n: number;
  readonly micro: number;
  readonly micro_ci: readonly [number, number];
  readonly macro: number;
  readonly macro_ci: readonly [number, number];
  readonly groups: Readonly<
    Record<string, { readonly n: number; readonly score: number; readonly ci: readonly [number, number] }>
  >;
  readonly chance: number;
  readonly se_kind: string;
}

/** How a run stands. */
export type RunStatus = "done" | "failed" | "skipped" | "cancelled" | "partial";

/** How one run ended. */
export interface RunOutcome {
  readonly run: string;
  readonly strategy: string;
  readonly seed: number | null;
  readonly status: RunStatus;
  readonly scores: readonly ScoreLine[];
}

interface OfStage {
  readonly stage: string; // e.g. "train"
  readonly run: string; // the run that owns it
  readonly fingerprint: string;
}

/** What happens while a plan is executed: the terminal, the JSON stream and the log are views of it. */
export type RunEvent =
  | {
      readonly event: "started";
      readonly stages: number;
      readonly cached: number;
      readonly runs: number;
      readonly resources: string;
      readonly remainingMs: number | null;
    }
  | ({ readonly event: "stage-started"; readonly attempt: number; readonly folder: string } & OfStage)
  | ({
      readonly event: "stage-progress";
      readonly done: number;
      readonly total: number;
      readonly unit: string;
    } & OfStage)
  | ({
      readonly event: "stage-metric";
      readonly step: number;
      readonly loss: number;
      readonly tokensPerSecond: number;
    } & OfStage)
  | ({
      readonly event: "stage-resolved";
      readonly tensors: number;
      readonly numel: number;
      readonly share: number;
    } & OfStage)
  | ({ readonly event: "stage-resumed"; readonly step: number } & OfStage)
  | ({ readonly event: "stage-warning"; readonly message: string } & OfStage)
  | ({ readonly event: "stage-done"; readonly durationMs: number; readonly adopted: boolean } & OfStage)
  | ({ readonly event: "stage-failed"; readonly failure: StageFailure } & OfStage)
  /** Told about once a second: how the whole stands. `remainingMs` is null until anything is known. */
  | {
      readonly event: "pulse";
      readonly done: number;
      readonly total: number;
      readonly failed: number;
      readonly elapsedMs: number;
      readonly remainingMs: number | null;
    }
  | { readonly event: "swept"; readonly processes: number }
  | { readonly event: "stopping"; readonly signal: string }
  | { readonly event: "done"; readonly runs: readonly RunOutcome[] };
