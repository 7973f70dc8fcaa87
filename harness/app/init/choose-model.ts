import { isAbsolute, relative, resolve } from "node:path";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeError } from "../../domain/diagnostic/make.ts";
import type { ModelShape } from "../../domain/model/shape.ts";
import { readModelSource } from "../../domain/profile/sources.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { ProjectFiles } from "../ports/project-files.ts";

/** The model of a new project, as harness.yaml will have it. */
export interface ChosenModel {
  readonly source: string; // e.g. "../models/smollm2", "Qwen/Qwen3-0.6B-Base@main"
  readonly profile: string; // a name for the profile, e.g. "smollm2"
  /** What its folder says; null where the model has yet to be loaded. */
  readonly shape: ModelShape | null;
  /** The id names a branch, which may move. */
  readonly isMoving: boolean;
}

type Choice = Result<ChosenModel, readonly Diagnostic[]>;

/** A folder that is there is looked at; anything else must have the form of a hub id. */
export async function chooseModel(text: string, project: string, files: ProjectFiles): Promise<Choice> {
  const path = resolve(files.cwd, text);
  const kind = text.trim() === "" ? "missing" : files.kindOf(path);
  if (kind === "file") return fail(`${text} is a file`, "name the folder that holds config.json");
  if (kind === "missing") return chooseElsewhere(text);
  const shape = await files.modelShape(path);
  if (!shape.ok) return shape;
  const source = isAbsolute(text) ? text : relativeTo(project, path);
  return ok({ source, profile: profileName(path), shape: shape.value, isMoving: false });
}

/** A path as harness.yaml has it: from its own folder, and never like a hub id. */
export function relativeTo(project: string, path: string): string {
  const way = relative(project, path);
  return way.startsWith("..") || isAbsolute(way) ? way : `./${way}`;
}

function chooseElsewhere(text: string): Choice {
  const exact = readModelSource(text);
  // An id without a revision may be a folder as well, which would have been found by now.
  const source = exact.ok ? exact : readModelSource(`${text}@main`);
  if (!source.ok || source.value.kind === "folder") {
    const hint =
      "e.g. ./models/qwen3 (a folder with config.json), or Qwen/Qwen3-0.6B-Base@COMMIT (from the hub)";
    return fail(`there is no folder ${text}, and it is no hub id`, hint);
  }
  if (source.value.kind === "package") {
    return ok({ source: text, profile: profileName(source.value.path), shape: null, isMoving: false });
  }
  const { id, revision } = source.value;
  const isMoving = !/^[0-9a-f]{40}$/.test(revision);
  return ok({ source: `${id}@${revision}`, profile: profileName(id), shape: null, isMoving });
}

/** e.g. "qwen3-0.6b-base" for "Qwen/Qwen3-0.6B-Base". */
function profileName(path: string): string {
  const last = path.split(/[\\/]/).at(-1) ?? "";
  const name = last
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+|-+$/g, "");
  return name === "" ? "model" : name;
}

const fail = (message: string, hint: string): Choice => err([makeError({ code: "no-model", message, hint })]);
