import type { Json } from "../../domain/json.ts";
import type { StageFailure } from "../../domain/run/failure.ts";

/** A run as the store knows it; `facts` is what its page needs beyond its stages (title, file, trainable, profile). */
export interface RunRecord {
  readonly name: string;
  readonly strategy: string;
  readonly profile: string;
  readonly seed: number | null;
  readonly origin: "planned" | "evaluated" | "imported";
  readonly facts: Json;
  readonly plannedAt: string;
  readonly archived: boolean;
  readonly stages: readonly RunStageRecord[];
}

/** One stage of a run, as last planned. */
export interface RunStageRecord {
  readonly stageId: string;
  readonly kind: string;
  readonly fingerprint: string;
  readonly inputs: { readonly [name: string]: Json };
}

/** A stage that is done: the truth, written last. */
export interface StageRecord {
  readonly fingerprint: string;
  readonly kind: string;
  readonly inputs: { readonly [name: string]: Json };
  readonly owner: string; // the run that did it
  readonly doneAt: string;
  readonly durationMs: number;
  readonly summary: { readonly [name: string]: Json };
}

/** One try at a stage. An attempt without an end belongs to a process that is working, or was killed. */
export interface AttemptRecord {
  readonly id: number;
  readonly fingerprint: string;
  readonly run: string;
  readonly stageId: string;
  readonly number: number;
  readonly folder: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly outcome: "done" | "failed" | "cancelled" | null;
  readonly failure: StageFailure | null;
}

/** An evaluation's identity and all that a score must carry. */
export interface EvaluationHead {
  readonly fingerprint: string;
  readonly benchmark: string;
  readonly protocol: string;
  readonly mode: string;
  readonly shots: number;
  readonly split: string;
  readonly n: number;
  readonly protocolHash: string;
  readonly dataHash: string;
  readonly modelHash: string;
  readonly strategyHash: string | null;
  readonly codeVersion: string;
  readonly libraries: Readonly<Record<string, string>>;
}

/** One aggregate of an evaluation. */
export interface ScoreRow {
  readonly normalisation: string;
  readonly average: string; // "micro", "macro", "group:stem", "subject:law"
  readonly n: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly seKind: string;
  readonly chance: number;
}

/** One question's result. */
export interface ItemRow {
  readonly subject: string;
  readonly id: string;
  readonly cluster: string;
  readonly answer: string | null;
  readonly numChoices: number;
  readonly prediction: string | null;
  readonly correct: 0 | 1 | null;
  readonly ties: number;
  readonly truncated: boolean;
  readonly logprobs: readonly number[];
  readonly tokens: readonly number[];
  readonly extracted: string | null;
  readonly text: string | null;
}

/** What a comparison needs of a question's result: all but the answers' details, which are most of its bytes. */
export type JudgedRow = Pick<ItemRow, "subject" | "id" | "cluster" | "numChoices" | "correct">;

/** A stored evaluation with its aggregates. */
export interface EvaluationRecord extends EvaluationHead {
  readonly id: number;
  readonly recordedAt: string;
  readonly scores: readonly ScoreRow[];
}

/** Where scores and the state of stages are kept. One process writes; any number may read. */
export interface Store {
  /** Which of these stages are done. */
  doneStages(fingerprints: readonly string[]): ReadonlyMap<string, StageRecord>;
  /** The stage of this id in this run as last planned, to say which input changed. */
  lastPlanned(run: string, stageId: string): RunStageRecord | undefined;
  /** Writes the runs of a plan; a run of the same name whose scored stages differ is archived under `name+hash`. */
  recordRuns(runs: readonly Omit<RunRecord, "plannedAt" | "archived">[], now: string): void;
  runs(options?: { readonly archived?: boolean }): readonly RunRecord[];
  run(name: string): RunRecord | undefined;

  beginAttempt(
    attempt: Omit<AttemptRecord, "id" | "number" | "folder" | "endedAt" | "outcome" | "failure">,
  ): {
    readonly id: number;
    readonly number: number;
  };
  setAttemptFolder(id: number, folder: string): void;
  endAttempt(
    id: number,
    end: Pick<AttemptRecord, "outcome" | "failure"> & { readonly endedAt: string },
  ): void;
  attempts(fingerprint: string): readonly AttemptRecord[];
  openAttempts(): readonly AttemptRecord[];

  /** Marks a stage done, with its evaluation where it is one, in one transaction. */
  completeStage(
    stage: StageRecord,
    evaluation?: {
      readonly head: EvaluationHead;
      readonly scores: readonly ScoreRow[];
      readonly items: readonly ItemRow[];
    },
  ): void;
  evaluations(fingerprints: readonly string[]): readonly EvaluationRecord[];
  items(evaluationId: number): readonly ItemRow[];
  judged(evaluationId: number): readonly JudgedRow[];
  /** Mean duration of done stages of a kind, for the first estimate; undefined if none is known. */
  meanDurationMs(kind: string): number | undefined;
  forgetStages(fingerprints: readonly string[]): void;
  close(): void;
}
