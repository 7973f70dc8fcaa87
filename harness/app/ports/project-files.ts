import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { ModelShape } from "../../domain/model/shape.ts";
import type { Result } from "../../domain/result.ts";

/** What starting a project touches: it looks around, copies from the package, and writes only files that are new. */
export interface ProjectFiles {
  readonly cwd: string; // absolute: what relative paths of the command line are relative to
  kindOf(path: string): "file" | "folder" | "missing";
  /** The text of a file; null if it can't be read. */
  read(path: string): string | null;
  /** The text of a file of the package, e.g. "strategies/full.yaml". */
  packageFile(path: string): string;
  /** Writes a file, and the folders above it. False if something is there already: then nothing is changed. */
  writeNew(path: string, text: string): Result<boolean, readonly Diagnostic[]>;
  /** Reads config.json and the safetensors headers of a model folder; all problems at once. */
  modelShape(folder: string): Promise<Result<ModelShape, readonly Diagnostic[]>>;
}
