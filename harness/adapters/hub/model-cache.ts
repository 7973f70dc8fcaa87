import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomic } from "../files/atomic.ts";
import type { RemoteFile } from "./model-files.ts";
import { isCommit } from "./model-id.ts";

/** Written last: which files a folder must have to be whole. Its name ends in nothing that a model's file ends in. */
const MARKER = ".permafrost-complete";

const markerSchema = z.object({
  model: z.string(),
  commit: z.string(),
  files: z.array(z.object({ name: z.string(), size: z.int(), hash: z.string().nullable() })).min(1),
});

/** Writes the marker of a folder whose files have all been verified. */
export function markComplete(
  folder: string,
  of: { readonly model: string; readonly commit: string; readonly files: readonly RemoteFile[] },
): void {
  const files = of.files.map(({ name, size, digest }) => ({
    name,
    size,
    hash: digest === null ? null : `${digest.kind}:${digest.hex}`,
  }));
  const marker: z.output<typeof markerSchema> = { model: of.model, commit: of.commit, files };
  writeFileAtomic(join(folder, MARKER), `${JSON.stringify(marker, null, 2)}\n`);
}

/** Whether a folder is a whole download: its marker is there, and every file in the size that it says. */
export function isComplete(folder: string): boolean {
  try {
    const marker = markerSchema.parse(JSON.parse(readFileSync(join(folder, MARKER), "utf8")));
    return marker.files.every(({ name, size }) => statSync(join(folder, name)).size === size);
  } catch {
    return false;
  }
}

/** The commits of a model that are whole on this machine. */
export function completeCommits(modelFolder: string): readonly string[] {
  try {
    return readdirSync(modelFolder)
      .filter((name) => isCommit(name) && isComplete(join(modelFolder, name)))
      .sort();
  } catch {
    return [];
  }
}
