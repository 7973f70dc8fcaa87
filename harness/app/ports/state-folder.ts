import type { DoneMarker, WorkerEvent } from "../../domain/contract/events.ts";
import type { ItemAnswer } from "../../domain/contract/requests.ts";
import type { Prompt } from "../../domain/benchmark/prompt.ts";
import type { Json } from "../../domain/json.ts";

/** The folder `.harness/`: attempts, finished outputs by fingerprint, resumable state. Paths are absolute. */
export interface StateFolder {
  readonly root: string;
  /** `runs/<run>/<stage>/attempt-N`, made if it is not there. */
  attemptFolder(run: string, stageId: string, number: number): string;
  /** Where a finished stage's output lies: `cache/<fingerprint>`. */
  outputFolder(fingerprint: string): string;
  /** State that a killed stage resumes from: `cache/<fingerprint>.partial`. */
  partialFolder(fingerprint: string): string;
  /** The fingerprints that have such state. */
  partialStates(): readonly string[];
  removePartial(fingerprint: string): void;
  /** The marker of a folder whose files are all there in the size that it says; null if anything is amiss. */
  readMarker(folder: string, fingerprint: string): DoneMarker | null;
  /** Moves a completed output to its place, replacing what lies there. */
  publish(folder: string, fingerprint: string): void;
  writeJson(path: string, value: unknown): void;
  writeRequests(path: string, prompts: readonly Prompt[]): void;
  readJson(path: string): Json | null;
  /** The lines of a text file; none if it is not there. */
  readLines(path: string): readonly string[];
  /** Removes what an attempt that has ended left half-written. */
  discardUnfinished(attemptFolder: string): void;
  /** Removes the half-written files that a killed process left among the state's own. */
  removeTemporaries(): void;
  /** An evaluation's answers; null where they are damaged. */
  readAnswers(folder: string): readonly ItemAnswer[] | null;
  /** Calls back for each event as the worker appends it, until stopped; what was there before is told first. */
  followEvents(path: string, onEvent: (event: WorkerEvent) => void): { stop(): void };
  /** Bytes free on the disk that holds the folder. */
  freeBytes(): number;
}
