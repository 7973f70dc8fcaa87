import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { StateFolder } from "../../app/ports/state-folder.ts";
import { groupRequests } from "../../domain/benchmark/requests.ts";
import { doneMarker, type DoneMarker } from "../../domain/contract/events.ts";
import { itemAnswer, type ItemAnswer } from "../../domain/contract/requests.ts";
import type { Json } from "../../domain/json.ts";
import { failpoint } from "../machine/failpoint.ts";
import { moveFolderAtomic, writeFileAtomic } from "./atomic.ts";
import { followEvents } from "./follow-events.ts";
import { removeTemporaries } from "./temporary-files.ts";

/** The state folder on this machine's disk. */
export function stateFolder(path: string): StateFolder {
  const root = resolve(path);
  const cache = join(root, "cache");
  const outputFolder = (fingerprint: string): string => join(cache, fingerprint);
  const partialFolder = (fingerprint: string): string => join(cache, `${fingerprint}.partial`);
  mkdirSync(cache, { recursive: true });
  return {
    root,
    outputFolder,
    partialFolder,
    attemptFolder: (run, stageId, number) => {
      const folder = join(root, "runs", run, stageId, `attempt-${number}`);
      mkdirSync(folder, { recursive: true });
      return folder;
    },
    partialStates: () => readdirSync(cache).flatMap((name) => /^(.+)\.partial$/.exec(name)?.[1] ?? []),
    removePartial: (fingerprint) => {
      rmSync(partialFolder(fingerprint), { recursive: true, force: true });
    },
    readMarker,
    publish: (folder, fingerprint) => {
      const target = outputFolder(fingerprint);
      // What lies there is not trusted: it has no fitting marker, or was found wanting when it was to be recorded.
      rmSync(target, { recursive: true, force: true });
      failpoint("state.publish");
      moveFolderAtomic(folder, target);
    },
    writeJson: (file, value) => {
      writeFileAtomic(file, `${JSON.stringify(value, null, 2)}\n`);
    },
    writeRequests: (file, prompts) => {
      writeFileAtomic(
        file,
        groupRequests(prompts)
          .map((group) => `${JSON.stringify(group)}\n`)
          .join(""),
      );
    },
    readJson,
    readLines,
    discardUnfinished: (attempt) => {
      rmSync(join(attempt, "output.tmp"), { recursive: true, force: true });
    },
    removeTemporaries: () => {
      for (const folder of [root, cache]) removeTemporaries(folder);
    },
    readAnswers,
    followEvents,
    freeBytes: () => {
      const disk = statfsSync(root);
      return disk.bavail * disk.bsize;
    },
  };
}

function readMarker(folder: string, fingerprint: string): DoneMarker | null {
  const marker = doneMarker.safeParse(readJson(join(folder, "done.json")));
  if (!marker.success || marker.data.fingerprint !== fingerprint) return null;
  const fits = Object.entries(marker.data.files).every(([name, size]) => sizeOf(join(folder, name)) === size);
  return fits ? marker.data : null;
}

function readAnswers(folder: string): readonly ItemAnswer[] | null {
  try {
    return readLines(join(folder, "results.jsonl")).map((line) => itemAnswer.parse(JSON.parse(line)));
  } catch {
    return null;
  }
}

function readLines(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

const sizeOf = (file: string): number | undefined => (existsSync(file) ? statSync(file).size : undefined);

function readJson(file: string): Json | null {
  if (!existsSync(file)) return null;
  try {
    // A maker: JSON.parse gives exactly what Json describes.
    return JSON.parse(readFileSync(file, "utf8")) as Json;
  } catch {
    return null;
  }
}

/** The fingerprints that have an output or a partial state on disk, with their folders and sizes in bytes. */
export function listCache(
  root: string,
): readonly { readonly name: string; readonly folder: string; readonly bytes: number }[] {
  const cache = join(resolve(root), "cache");
  if (!existsSync(cache)) return [];
  return readdirSync(cache).map((name) => {
    const folder = join(cache, name);
    return { name, folder, bytes: folderBytes(folder) };
  });
}

function folderBytes(folder: string): number {
  if (!statSync(folder).isDirectory()) return statSync(folder).size;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
