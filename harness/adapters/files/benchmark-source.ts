import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { ImportSource } from "../../app/ports/benchmark-files.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { isMissing, wordsOf } from "./benchmark-errors.ts";
import { inspect } from "./benchmark-hash.ts";
import { openZip } from "./benchmark-zip.ts";

/** Files by name, in a folder or in a zip file. */
interface Shelf {
  /** Null if there is no such file. */
  read(name: string): Promise<Buffer | null>;
  /** The folders right inside. */
  folders(): Promise<readonly string[]>;
  close(): Promise<void>;
}

type Opened<T> = Result<T, readonly Diagnostic[]>;

/** Opens a folder or zip file, at the place where the landmark lies: right inside, or one folder down. */
export async function openSource(from: string, landmark: string): Promise<Opened<ImportSource>> {
  const shelf = await openShelf(from);
  if (!shelf.ok) return shelf;
  const base = await findBase(shelf.value, landmark);
  if (base === null) {
    await shelf.value.close();
    const hint = "give the folder, or the zip file, that holds the data set as it was published";
    return problem("wrong-source", `${from} has no file ${landmark}`, hint);
  }
  const read = (name: string): Promise<Buffer | null> => shelf.value.read(base + name);
  return ok({
    path: base === "" ? from : path.join(from, base),
    inspect: (name) => inspect(() => read(name)),
    read,
    close: () => shelf.value.close(),
  });
}

function problem(code: string, message: string, hint?: string): Opened<never> {
  return err([{ severity: "error", code, message, ...(hint === undefined ? {} : { hint }) }]);
}

async function openShelf(from: string): Promise<Opened<Shelf>> {
  try {
    return (await stat(from)).isDirectory() ? ok(folderShelf(from)) : await zipShelf(from);
  } catch (error) {
    if (isMissing(error)) return problem("missing-source", `there is no file or folder ${from}`);
    return problem("unreadable-source", `can't read ${from}: ${wordsOf(error)}`);
  }
}

function folderShelf(folder: string): Shelf {
  return {
    read: async (name) => {
      try {
        return await readFile(path.join(folder, name));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    folders: async () => {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    },
    close: () => Promise.resolve(),
  };
}

async function zipShelf(file: string): Promise<Opened<Shelf>> {
  const zip = await openZip(file);
  if (zip === null)
    return problem("not-a-zip", `${file} is neither a folder nor a zip file that can be read`);
  const names = new Set(zip.names);
  return ok({
    read: async (name) => (names.has(name) ? zip.read(name) : null),
    folders: () =>
      Promise.resolve([
        ...new Set(zip.names.filter((name) => name.includes("/")).map((name) => name.split("/")[0] ?? "")),
      ]),
    close: () => zip.close(),
  });
}

/** "" for right inside, "ceval/" for one folder down, null for nowhere. */
async function findBase(shelf: Shelf, landmark: string): Promise<string | null> {
  const places = ["", ...[...(await shelf.folders())].sort().map((folder) => `${folder}/`)];
  for (const place of places) {
    const state = await inspect(() => shelf.read(place + landmark));
    if (state.status !== "missing") return place;
  }
  return null;
}
