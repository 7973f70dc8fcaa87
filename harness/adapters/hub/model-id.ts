import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeError } from "../../domain/diagnostic/make.ts";
import { err, ok, type Result } from "../../domain/result.ts";

/** A model on the hub, and which state of it. */
export interface ModelId {
  readonly repo: string; // e.g. "Qwen/Qwen3-0.6B-Base"
  readonly revision: string | null; // a commit, tag or branch; null is the default branch
  readonly folder: string; // e.g. "Qwen--Qwen3-0.6B-Base": the name under the models' root
}

const NAME = String.raw`[A-Za-z0-9](?:[\w.-]*\w)?`; // as the hub allows; never "." or ".."
const REVISION = String.raw`\w[\w./-]*`;
const ID = new RegExp(`^((?:${NAME}/)?${NAME})(?:@(${REVISION}))?$`);

/** Reads `org/name`, `org/name@revision`, or one of the old ids without an organisation. */
export function parseModelId(text: string): Result<ModelId, readonly Diagnostic[]> {
  const [, repo, revision] = ID.exec(text) ?? [];
  if (repo === undefined) {
    const message = `"${text}" is no model id`;
    const hint = "e.g. Qwen/Qwen3-0.6B-Base@<commit>, or the path of a model folder";
    return err([makeError({ code: "bad-model-id", message, hint })]);
  }
  return ok({ repo, revision: revision ?? null, folder: repo.replace("/", "--") });
}

/** Whether a revision is a whole commit, which never moves. */
export const isCommit = (revision: string | null): revision is string =>
  revision !== null && /^[0-9a-f]{40}$/.test(revision);
