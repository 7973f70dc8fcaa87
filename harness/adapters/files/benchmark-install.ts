import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { ImportSource } from "../../app/ports/benchmark-files.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { isMissing, wordsOf } from "./benchmark-errors.ts";
import { hashBytes } from "./benchmark-hash.ts";

/**
 * Copies files into a folder, whole or not at all. They are gathered in a hidden folder beside it, flushed to the
 * disk, and moved into place last; what a killed import left there is cleared by the next one.
 */
export async function installFiles(
  folder: string,
  source: ImportSource,
  sha256: ReadonlyMap<string, string>,
): Promise<Result<void, readonly Diagnostic[]>> {
  const parent = path.dirname(folder);
  const gathering = path.join(parent, `.${path.basename(folder)}.importing`);
  const replaced = path.join(parent, `.${path.basename(folder)}.replaced`);
  try {
    await rm(gathering, { recursive: true, force: true });
    for (const [file, expected] of sha256) {
      const bytes = await source.read(file);
      if (bytes === null || hashBytes(bytes) !== expected) {
        return problem("source-changed", `${source.path}, ${file}: it changed while it was read`);
      }
      await writeDurably(path.join(gathering, file), bytes);
    }
    await swapIn({ gathering, folder, replaced });
    return ok(undefined);
  } catch (error) {
    return problem("write-failed", `can't write to ${parent}: ${wordsOf(error)}`);
  } finally {
    // What can't be cleared now, the next import clears.
    await rm(gathering, { recursive: true, force: true }).catch(() => undefined);
  }
}

function problem(code: string, message: string): Result<never, readonly Diagnostic[]> {
  return err([
    { severity: "error", code, message, hint: "nothing was changed; import again once this is mended" },
  ]);
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, "wx");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Two renames: a folder can't be renamed over one that has files. */
async function swapIn(places: { gathering: string; folder: string; replaced: string }): Promise<void> {
  const { gathering, folder, replaced } = places;
  await rm(replaced, { recursive: true, force: true });
  await rename(folder, replaced).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
  await rename(gathering, folder);
  await syncFolder(path.dirname(folder));
  await rm(replaced, { recursive: true, force: true });
}

/** A rename is on the disk only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
