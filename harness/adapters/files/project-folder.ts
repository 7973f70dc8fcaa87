import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import type { ModelFound, Project } from "../../app/ports/project.ts";
import type { Hub, HubProgress } from "../../app/ports/hub.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeError } from "../../domain/diagnostic/make.ts";
import { hashJson } from "../../domain/hash.ts";
import type { ModelSource } from "../../domain/profile/profile.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StrategySource } from "../../domain/strategy/extend.ts";
import { unreachable } from "../../domain/unreachable.ts";
import { findCorpus } from "./corpus-files.ts";
import type { HashCache } from "./hash-cache.ts";
import { readModelFolder } from "./model-folder.ts";
import { hashWorkerCode } from "./worker-code.ts";

/** Where a project lies, and what reads it. */
export interface ProjectFolderOptions {
  readonly cwd: string;
  readonly packageRoot: string;
  readonly version: string;
  readonly hashes: HashCache;
  readonly hub: Hub;
  readonly onDownload: (progress: HubProgress) => void;
}

type Found<T> = Result<T, readonly Diagnostic[]>;

const CONFIG = "harness.yaml";

/** A project on this machine's disk. */
export function projectFolder(options: ProjectFolderOptions): Project {
  const { cwd, packageRoot, hashes } = options;
  const read = (path: string): Found<StrategySource> => {
    const text = readText(resolve(cwd, path));
    return text.ok
      ? ok({ file: path, text: text.value })
      : err([makeError({ ...text.error, message: `${path} ${text.error.message}` })]);
  };
  return {
    version: options.version,
    config: (explicit) => {
      if (explicit !== undefined) return read(explicit);
      const found = findUpwards(cwd);
      if (found !== null) return read(relative(cwd, found) || CONFIG);
      const hint = "start a project with harness init --model PATH_OR_ID, or name one with --config FILE";
      return err([
        makeError({ code: "no-config", message: `there is no ${CONFIG} here or in a folder above`, hint }),
      ]);
    },
    strategyFile: read,
    readRelative: (from, path) => {
      const file = join(dirname(from), path);
      const text = readText(resolve(cwd, file));
      return text.ok ? ok({ file, text: text.value }) : err(text.error.message);
    },
    model: async (source, configFile) => {
      const folder = await modelPath(source, dirname(resolve(cwd, configFile)), options);
      return folder.ok ? lookAtModel(folder.value, hashes) : folder;
    },
    corpus: (patterns, configFile) => {
      const base = dirname(resolve(cwd, configFile));
      const paths = patterns.map(({ kind, path }) => (kind === "package" ? join(packageRoot, path) : path));
      return Promise.resolve(findCorpus(paths, base, hashes));
    },
    workerHash: (kind) => hashWorkerCode(join(packageRoot, "harness", "worker"), `${kind}.py`),
  };
}

function findUpwards(from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, CONFIG))) return join(folder, CONFIG);
    if (dirname(folder) === folder) return null;
  }
}

type TextProblem = { readonly code: string; readonly message: string; readonly hint?: string };

function readText(path: string): Result<string, TextProblem> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT") return err({ code: "no-file", message: "is not there" });
    if (code === "EISDIR")
      return err({ code: "no-file", message: "is a folder", hint: "name its files, e.g. strategies/*.yaml" });
    return err({
      code: "unreadable-file",
      message: `can't be read: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return err({ code: "not-utf8", message: "is not UTF-8", hint: "save it as UTF-8" });
  }
}

/** A model's folder, and what there is to say of how it came there. */
type Place = Pick<ModelFound, "folder" | "notes">;

async function modelPath(
  source: ModelSource,
  base: string,
  options: ProjectFolderOptions,
): Promise<Found<Place>> {
  switch (source.kind) {
    case "package":
      return ok({ folder: join(options.packageRoot, source.path), notes: [] });
    case "folder":
      return ok({ folder: resolve(base, source.path.replace(/^~(?=\/)/, homedir())), notes: [] });
    case "hub": {
      const id = `${source.id}@${source.revision}`;
      return options.hub.fetchModel(id, { onProgress: options.onDownload });
    }
    default:
      return unreachable(source);
  }
}

async function lookAtModel({ folder, notes }: Place, hashes: HashCache): Promise<Found<ModelFound>> {
  const model = await readModelFolder(folder);
  if (!model.ok) return model;
  const hash = hashJson(model.value.files.map(({ name }) => [name, hashes.hash(join(folder, name))]));
  return ok({ folder, shape: model.value, hash, notes });
}
