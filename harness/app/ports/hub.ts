import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { Result } from "../../domain/result.ts";

/** How far a download is: told for every piece that arrives, over the small files first, then over the shards. */
export interface HubProgress {
  readonly file: string; // e.g. "model-00001-of-00002.safetensors"
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** A model that lies on this machine: a plain folder in Hugging Face layout. */
export interface HubModel {
  readonly folder: string; // absolute
  readonly commit: string; // 40 hexadecimal digits
  /** What the user should know, e.g. that the id names a branch, which may move. */
  readonly notes: readonly Diagnostic[];
}

/** Models by their hub id, downloaded once and then used from the disk. */
export interface Hub {
  /** Brings `org/name` or `org/name@revision` to this machine; a commit that is all there asks no network. */
  fetchModel(
    id: string,
    options: { readonly onProgress: (progress: HubProgress) => void; readonly signal?: AbortSignal },
  ): Promise<Result<HubModel, readonly Diagnostic[]>>;
}
