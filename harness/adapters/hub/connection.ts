import { listFiles, modelInfo } from "@huggingface/hub";
import { err, ok, type Result } from "../../domain/result.ts";
import { failureOf, HubRefusal, type HubFailure } from "./failure.ts";
import { isCommit, type ModelId } from "./model-id.ts";
import type { RemoteFile } from "./model-files.ts";
import { persist } from "./persist.ts";
import type { HubSettings } from "./settings.ts";

/** One model on one hub, for as long as one download lasts. */
export interface Connection {
  readonly settings: HubSettings;
  readonly model: ModelId;
  readonly signal: AbortSignal | undefined;
  readonly fetch: typeof fetch;
}

/** Connects to the hub of the settings; nothing is asked yet. */
export function connect(settings: HubSettings, model: ModelId, signal: AbortSignal | undefined): Connection {
  return { settings, model, signal, fetch: makeFetch(settings, signal) };
}

/**
 * The hub's library takes only tokens that begin with "hf_", so ours is set here, for the endpoint alone; a refusal
 * is thrown with its status and the hub's word for it, both of which the library would drop.
 */
function makeFetch({ endpoint, token }: HubSettings, signal: AbortSignal | undefined): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const headers = new Headers(init?.headers);
    headers.set("user-agent", "permafrost");
    if (token !== null && url.startsWith(`${endpoint}/`)) headers.set("authorization", `Bearer ${token}`);
    const response = await fetch(input, { ...init, headers, ...(signal === undefined ? {} : { signal }) });
    if (response.ok) return response;
    await response.body?.cancel();
    throw new HubRefusal(response.status, response.headers.get("x-error-code"));
  };
}

/** The commit that the model's revision stands for at this moment. */
export async function resolveCommit(connection: Connection): Promise<Result<string, HubFailure>> {
  const { model, settings, fetch } = connection;
  const revision = model.revision === null ? {} : { revision: model.revision };
  const answer = await ask(connection, () =>
    modelInfo({ name: model.repo, ...revision, additionalFields: ["sha"], hubUrl: settings.endpoint, fetch }),
  );
  if (!answer.ok) return answer;
  const { sha } = answer.value;
  return isCommit(sha) ? ok(sha) : err({ reason: "not-a-hub", detail: "it names no commit" });
}

/** The files at the top of the model's folder, as they are at a commit. */
export async function listModelFiles(
  connection: Connection,
  commit: string,
): Promise<Result<readonly RemoteFile[], HubFailure>> {
  const { model, settings, fetch } = connection;
  return ask(connection, async () => {
    const files: RemoteFile[] = [];
    const pages = listFiles({ repo: model.repo, revision: commit, hubUrl: settings.endpoint, fetch });
    for await (const { type, path, size, lfs, oid } of pages) {
      if (type !== "file") continue;
      if (lfs) files.push({ name: path, size: lfs.size, digest: { kind: "sha256", hex: lfs.oid } });
      else files.push({ name: path, size, digest: oid === undefined ? null : { kind: "git", hex: oid } });
    }
    return files;
  });
}

function ask<T>(
  { settings, signal }: Connection,
  question: () => Promise<T>,
): Promise<Result<T, HubFailure>> {
  const once = async (): Promise<Result<T, HubFailure>> => {
    try {
      return ok(await question());
    } catch (error) {
      // The library looks into what it got without asking what it is.
      const isOddAnswer = error instanceof TypeError && error.cause === undefined;
      if (isOddAnswer) return err({ reason: "not-a-hub", detail: "its answer has another form" });
      return err(failureOf(error, settings.root));
    }
  };
  return persist(once, { waitsMs: settings.waitsMs.asking, signal });
}
