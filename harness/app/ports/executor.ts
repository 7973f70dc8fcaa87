import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { StageFailure } from "../../domain/run/failure.ts";

/** What a stage occupies while it runs. On a CPU a slot is `threads` cores, so `gpus` is empty. */
export interface SlotRequest {
  readonly processes: number;
  readonly threadsPerProcess: number;
  readonly device: "cpu" | "cuda" | "mps";
}

/** Slots that were granted: the GPUs by the ids or UUIDs that CUDA_VISIBLE_DEVICES takes. */
export interface SlotGrant {
  readonly gpus: readonly string[];
  release(): void;
}

/** A pool of named resources: GPUs by id, or core shares. */
export interface Slots {
  /** Why this request can never fit, naming what there is; null if it can. To be asked before anything starts. */
  refusal(request: SlotRequest): Diagnostic | null;
  /** Waits until the whole request fits at once, first come, first served; one that can never fit is a bug. */
  acquire(request: SlotRequest): Promise<SlotGrant>;
  readonly describe: string; // e.g. "2 cores", "GPUs 0,1"
}

/** One worker process tree to be started. */
export interface Launch {
  readonly id: string; // unique: the rendezvous id, and the mark in the environment for the final sweep
  readonly launcher: "torchrun" | "python";
  readonly script: string; // absolute path of the worker script
  readonly spec: string; // absolute path of spec.json
  readonly events: string; // absolute path of events.jsonl: its growth shows that the worker lives
  readonly directory: string; // the attempt folder: logs go here
  readonly processes: number;
  readonly threadsPerProcess: number;
  readonly gpus: readonly string[];
  readonly stallTimeoutMs: number; // 0 is never
}

/** How a process tree ended: exit 0, or why not. A completion marker is checked by the caller. */
export type LaunchOutcome =
  { readonly kind: "exited" } | { readonly kind: "failed"; readonly failure: StageFailure };

/** A started process tree. */
export interface RunningLaunch {
  readonly pid: number; // 0 where nothing could be started
  readonly outcome: Promise<LaunchOutcome>;
  /** Asks with SIGTERM, waits the grace, then SIGKILLs and sweeps whatever is left; resolves when nothing is. */
  stop(options: { readonly immediately: boolean }): Promise<void>;
}

/** Starts worker process trees somewhere: this machine, a cluster. */
export interface Executor {
  start(launch: Launch): Promise<RunningLaunch>;
  /** Ends what an earlier harness process on the same state directory left behind; says how many processes. */
  sweepLeftovers(): Promise<number>;
}
