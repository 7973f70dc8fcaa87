import { existsSync, mkdirSync, readFileSync, renameSync, statfsSync } from "node:fs";
import { join } from "node:path";
import type { Hub, HubModel, HubProgress } from "../../app/ports/hub.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeError, makeWarning } from "../../domain/diagnostic/make.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { moveFolderAtomic } from "../files/atomic.ts";
import { lockState, type LockRefusal } from "../files/lock.ts";
import { connect, listModelFiles, resolveCommit, type Connection } from "./connection.ts";
import { downloadFile } from "./download-file.ts";
import { failureOf, type HubFailure } from "./failure.ts";
import { hubProblem } from "./hub-problem.ts";
import { completeCommits, isComplete, markComplete } from "./model-cache.ts";
import { chooseFiles, chooseShards, INDEX, type RemoteFile } from "./model-files.ts";
import { isCommit, parseModelId } from "./model-id.ts";
import type { HubSettings } from "./settings.ts";
import { sizeOf } from "./verify-file.ts";

type Checked<T> = Result<T, readonly Diagnostic[]>;

/** The hub of these settings. */
export function makeHub(settings: HubSettings): Hub {
  return {
    fetchModel: async (id, { onProgress, signal }) => {
      const model = parseModelId(id);
      if (!model.ok) return model;
      const connection = connect(settings, model.value, signal);
      const commit = await findCommit(connection);
      if (!commit.ok) return commit;
      const folder = join(settings.root, model.value.folder, commit.value);
      const notes = isCommit(model.value.revision) ? [] : [movingNote(connection, commit.value)];
      if (isComplete(folder)) return ok({ folder, commit: commit.value, notes });
      if (settings.offline) return err([offlineProblem(connection)]);
      return fetchCommit({ connection, commit: commit.value, folder, notes, onProgress });
    },
  };
}

async function findCommit(connection: Connection): Promise<Checked<string>> {
  const { revision } = connection.model;
  if (isCommit(revision)) return ok(revision);
  if (connection.settings.offline) return err([offlineProblem(connection)]);
  const commit = await resolveCommit(connection);
  return commit.ok ? commit : err([explain(commit.error, connection)]);
}

interface Fetching {
  readonly connection: Connection;
  readonly commit: string;
  readonly folder: string;
  readonly notes: readonly Diagnostic[];
  readonly onProgress: (progress: HubProgress) => void;
}

/** Everything is gathered in a folder beside the final one, so that a commit's folder is whole or not there. */
async function fetchCommit(fetching: Fetching): Promise<Checked<HubModel>> {
  const { connection, commit, folder, notes } = fetching;
  const modelFolder = join(connection.settings.root, connection.model.folder);
  const lock = lockState(modelFolder, { command: `download of ${connection.model.repo}` });
  if (!lock.ok) return err([lockedProblem(lock.error, connection)]);
  try {
    if (isComplete(folder)) return ok({ folder, commit, notes });
    const partial = `${folder}.partial`;
    // A commit's folder that is not whole was damaged later: what is still good in it is used.
    if (existsSync(folder) && !existsSync(partial)) renameSync(folder, partial);
    mkdirSync(partial, { recursive: true });
    const files = await downloadAll(fetching, partial);
    if (!files.ok) return files;
    markComplete(partial, { model: connection.model.repo, commit, files: files.value });
    moveFolderAtomic(partial, folder);
    return ok({ folder, commit, notes });
  } catch (error) {
    return err([explain(failureOf(error, folder), connection)]);
  } finally {
    lock.value.release();
  }
}

async function downloadAll(fetching: Fetching, partial: string): Promise<Checked<readonly RemoteFile[]>> {
  const { connection, commit } = fetching;
  const listed = await listModelFiles(connection, commit);
  if (!listed.ok) return err([explain(listed.error, connection)]);
  const chosen = chooseFiles(listed.value, connection.model.repo);
  if (!chosen.ok) return chosen;
  const first = await downloadEach(fetching, { files: chosen.value, partial });
  if (!first.ok) return first;
  if (!chosen.value.some(({ name }) => name === INDEX)) return chosen;
  const index = readFileSync(join(partial, INDEX), "utf8");
  const shards = chooseShards(listed.value, index, connection.model.repo);
  if (!shards.ok) return shards;
  const rest = await downloadEach(fetching, { files: shards.value, partial });
  return rest.ok ? ok([...chosen.value, ...shards.value]) : rest;
}

async function downloadEach(
  { connection, commit, onProgress }: Fetching,
  { files, partial }: { readonly files: readonly RemoteFile[]; readonly partial: string },
): Promise<Checked<void>> {
  const shortage = await roomProblem(connection, { files, partial });
  if (shortage !== null) return err([shortage]);
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const file of files) {
    const onBytes = (done: number): void => {
      onProgress({ file: file.name, doneBytes: before + done, totalBytes });
    };
    const outcome = await downloadFile(connection, { commit, file, folder: partial, onBytes });
    if (!outcome.ok) return err([explain(outcome.error, connection)]);
    before += file.size;
  }
  return ok(undefined);
}

/** A disk that is too small is told before gigabytes have been loaded in vain. */
async function roomProblem(
  connection: Connection,
  { files, partial }: { readonly files: readonly RemoteFile[]; readonly partial: string },
): Promise<Diagnostic | null> {
  let neededBytes = 0;
  for (const { name, size } of files) {
    const path = join(partial, name);
    neededBytes += size - ((await sizeOf(path)) ?? (await sizeOf(`${path}.part`)) ?? 0);
  }
  const { bavail, bsize } = statfsSync(partial);
  const missingBytes = neededBytes - bavail * bsize;
  if (missingBytes <= 0) return null;
  return explain({ reason: "no-room", path: connection.settings.root, missingBytes }, connection);
}

function explain(failure: HubFailure, { model, settings }: Connection): Diagnostic {
  return hubProblem(failure, {
    model,
    settings,
    present: completeCommits(join(settings.root, model.folder)),
  });
}

function movingNote({ model }: Connection, commit: string): Diagnostic {
  const { repo, revision } = model;
  const message = `${repo}${revision === null ? "" : `@${revision}`} stands at commit ${commit} now, and may move`;
  return makeWarning({ code: "moving-revision", message, hint: `pin it: model: ${repo}@${commit}` });
}

function offlineProblem({ model, settings }: Connection): Diagnostic {
  const present = completeCommits(join(settings.root, model.folder)).map(
    (commit) => `${model.repo}@${commit}`,
  );
  const here = present.length === 0 ? "no commit of it is" : `${present.join(", ")} is`;
  const message = `${model.repo}${model.revision === null ? "" : `@${model.revision}`} must be loaded, and HF_HUB_OFFLINE forbids it`;
  return makeError({
    code: "offline",
    message,
    hint: `${here} on this machine; unset HF_HUB_OFFLINE to load it`,
  });
}

function lockedProblem(refusal: LockRefusal, connection: Connection): Diagnostic {
  if (refusal.reason === "unusable") {
    return explain({ reason: "unwritable", detail: refusal.message }, connection);
  }
  const { holder } = refusal;
  const who =
    holder === null ? "another process" : `process ${holder.pid} on ${holder.host} since ${holder.since}`;
  const message = `${connection.model.repo} is being downloaded by ${who}`;
  return makeError({ code: "download-running", message, hint: "wait until it is done, then run this again" });
}
