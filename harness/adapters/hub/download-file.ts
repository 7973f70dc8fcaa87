import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { downloadFile as openRemote } from "@huggingface/hub";
import { err, ok, type Result } from "../../domain/result.ts";
import type { Connection } from "./connection.ts";
import { failureOf, type HubFailure } from "./failure.ts";
import type { RemoteFile } from "./model-files.ts";
import { persist } from "./persist.ts";
import { isGenuine, sizeOf } from "./verify-file.ts";

/** Which file goes where. */
export interface Download {
  readonly commit: string;
  readonly file: RemoteFile;
  readonly folder: string;
  /** How many bytes of this file are there. */
  readonly onBytes: (doneBytes: number) => void;
}

type Outcome = Result<void, HubFailure>;

/**
 * Brings one file into a folder: it grows as `NAME.part`, goes on where it was cut, is flushed and compared with the
 * hub's hash, and gets its name last. Wrong bytes are thrown away and loaded once more. One that is there is kept.
 */
export async function downloadFile(connection: Connection, download: Download): Promise<Outcome> {
  const { file, folder, onBytes } = download;
  const [path, part] = [join(folder, file.name), join(folder, `${file.name}.part`)];
  try {
    if (await isGenuine(path, file)) {
      onBytes(file.size);
      return ok(undefined);
    }
    for (const isLast of [false, true]) {
      const loaded = await loadPart(connection, download, part);
      if (!loaded.ok) return loaded;
      if (await isGenuine(part, file)) break;
      await rm(part, { force: true });
      if (isLast) return err({ reason: "wrong-bytes", file: file.name });
    }
    await rename(part, path);
    return ok(undefined);
  } catch (error) {
    return err(failureOf(error, folder));
  }
}

async function loadPart(connection: Connection, download: Download, part: string): Promise<Outcome> {
  const { settings, signal } = connection;
  let done = (await sizeOf(part)) ?? 0;
  if (done > download.file.size) await rm(part);
  const once = async (): Promise<Outcome> => {
    try {
      const handle = await open(part, "a");
      try {
        const onBytes = (bytes: number): void => {
          download.onBytes((done = bytes));
        };
        await appendRest(connection, { ...download, onBytes }, handle);
        await handle.sync();
      } finally {
        await handle.close();
      }
      return ok(undefined);
    } catch (error) {
      return err(failureOf(error, part));
    }
  };
  return persist(once, { waitsMs: settings.waitsMs.downloading, signal, progress: () => done });
}

/** Appends what is missing. Plain HTTP and not the hub's own transfer protocol: it can go on at any byte. */
async function appendRest(connection: Connection, download: Download, part: FileHandle): Promise<void> {
  const { file, onBytes } = download;
  let done = (await part.stat()).size;
  if (done === file.size) return;
  // The library's stream keeps only the words of an error, so the error itself is kept here.
  let failure: unknown = null;
  let fitsOn = done === 0;
  const watched: typeof fetch = async (input, init) => {
    try {
      const response = await connection.fetch(input, init);
      fitsOn ||= response.status === 206;
      return response;
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  const remote = await openBlob(connection, download, watched);
  const pieces: AsyncIterable<Uint8Array> = remote.slice(done).stream();
  try {
    for await (const chunk of pieces) {
      if (!fitsOn) {
        // The server sends the file from its start although only the rest was asked for.
        await part.truncate(0);
        [done, fitsOn] = [0, true];
      }
      await part.appendFile(chunk);
      onBytes((done += chunk.length));
    }
  } catch (error) {
    throw failure ?? error;
  }
  if (done < file.size) throw new TypeError("cut", { cause: new Error("the connection was cut") });
}

/** The remote file as a blob that is loaded when its stream is read. */
async function openBlob(
  { settings, model }: Connection,
  { commit, file }: Download,
  watched: typeof fetch,
): Promise<Blob> {
  const url = `${settings.endpoint}/${model.repo}/resolve/${commit}/${encodeURIComponent(file.name)}`;
  const blob = await openRemote({
    repo: model.repo,
    path: file.name,
    revision: commit,
    hubUrl: settings.endpoint,
    fetch: watched,
    xet: false,
    downloadInfo: { url, size: file.size, etag: file.digest?.hex ?? "" },
  });
  if (blob === null) throw new Error("Internal error: a file that the hub listed is always opened");
  return blob;
}
