import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { Sha256 } from "../../domain/hash.ts";
import type { ModelShape } from "../../domain/model/shape.ts";
import type { StageWork } from "../../domain/plan/stage.ts";
import type { CorpusFiles, ModelSource } from "../../domain/profile/profile.ts";
import type { Result } from "../../domain/result.ts";
import type { ReadRelative, StrategySource } from "../../domain/strategy/extend.ts";

type Found<T> = Result<T, readonly Diagnostic[]>;

/** A model folder that was looked at: its shape, and the hash of the files that it consists of. */
export interface ModelFound {
  readonly folder: string; // absolute
  readonly shape: ModelShape;
  readonly hash: Sha256;
  /** What the user should know, e.g. that the id names a branch, which may move. */
  readonly notes: readonly Diagnostic[];
}

/** The corpus files that a profile's patterns name, in a fixed order. */
export interface CorpusFound {
  readonly files: readonly { readonly path: string; readonly sha256: Sha256; readonly bytes: number }[];
}

/** The files of a project: harness.yaml, strategies, model, corpus, worker code. Nothing here is written. */
export interface Project {
  /** harness.yaml: the named file, else the one here or in a folder above. */
  config(explicit: string | undefined): Found<StrategySource>;
  strategyFile(path: string): Found<StrategySource>;
  readonly readRelative: ReadRelative;
  /** A model of the package, a folder relative to harness.yaml, or one of the hub; all problems at once. */
  model(source: ModelSource, configFile: string): Promise<Found<ModelFound>>;
  /** Files by path or glob, relative to harness.yaml; an empty match, an empty file and bad UTF-8 are problems. */
  corpus(patterns: readonly CorpusFiles[], configFile: string): Promise<Found<CorpusFound>>;
  workerHash(kind: StageWork["kind"]): Sha256;
  readonly version: string;
}
