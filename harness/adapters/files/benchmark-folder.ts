import { readdir, readFile, realpath } from "node:fs/promises";
import path from "node:path";
import type { CardText } from "../../app/ports/benchmark-files.ts";
import type { CardRoot } from "../../domain/benchmark/card.ts";
import { isMissing } from "./benchmark-errors.ts";

/** The folders that hold cards and data; all absolute. */
export interface BenchmarkFolders {
  readonly package: string; // where package.json and datasets/ of the harness are
  readonly project: string; // the user's folder, whose datasets/ may hold more cards
  readonly data: string; // $HARNESS_DATA, else ~/.cache/permafrost/datasets
}

/** Finds the cards: those of the package, then those of the project, each once where both are the same folder. */
export async function findCards(folders: BenchmarkFolders): Promise<readonly CardText[]> {
  const places = [path.join(folders.package, "datasets"), path.join(folders.project, "datasets")];
  const listed = await Promise.all(places.map(yamlFilesOf));
  const files = new Map<string, string>(); // real path -> path as shown
  for (const file of listed.flat()) {
    const real = await realpath(file);
    if (!files.has(real)) files.set(real, file);
  }
  return Promise.all(
    [...files.values()].map(async (file) => ({
      file: shownPath(file, folders.project),
      text: await readFile(file, "utf8"),
    })),
  );
}

/** The absolute folder that a card's root means. */
export function resolveRoot(folders: BenchmarkFolders, root: CardRoot): string {
  return path.join(root.kind === "package" ? folders.package : folders.data, root.path);
}

async function yamlFilesOf(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries
      .filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
      .map(({ name }) => name);
    return names.sort().map((name) => path.join(folder, name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** e.g. "datasets/ceval.yaml" inside the project, the whole path elsewhere. */
function shownPath(file: string, project: string): string {
  const relative = path.relative(project, file);
  return relative.startsWith("..") ? file : relative;
}
