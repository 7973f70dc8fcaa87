import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";

/** The folders beside a target through which a new site comes in: all on one file system, so that renames are atomic. */
export interface SwapFolders {
  readonly next: string; // the new site while it is written, e.g. ".dist-site.next-4711"
  readonly old: string; // the old site between two renames, e.g. ".dist-site.old"
}

/** The swap folders of a target for this process. */
export function swapFolders(target: string, pid: number): SwapFolders {
  const beside = (ending: string): string => join(dirname(target), `.${basename(target)}.${ending}`);
  return { next: beside(`next-${pid}`), old: beside("old") };
}

/** Brings back a site that a crash left aside, and removes what dead writers left; true if a site was brought back. */
export async function recoverSite(target: string, isAlive: (pid: number) => boolean): Promise<boolean> {
  const { old } = swapFolders(target, 0);
  const broughtBack = !(await exists(target)) && (await exists(old));
  if (broughtBack) await rename(old, target);
  else await rm(old, { recursive: true, force: true });
  const prefix = `.${basename(target)}.next-`;
  const beside = (await exists(dirname(target))) ? await readdir(dirname(target)) : [];
  const dead = beside.filter(
    (name) => name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length))),
  );
  for (const name of dead) await rm(join(dirname(target), name), { recursive: true, force: true });
  return broughtBack;
}

/** Writes all files below a new folder and forces them to the disk. */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const folders = new Set([folder]);
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    for (let above = dirname(file); above !== folder; above = dirname(above)) folders.add(above);
    const handle = await open(file, "w");
    try {
      await handle.writeFile(text, "utf8");
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
  for (const made of folders) await syncFolder(made);
}

/** Old aside, new in, old away. A crash between leaves the old one aside, where `recoverSite` finds it. */
export async function swapIn(target: string, folders: SwapFolders): Promise<void> {
  if (await exists(target)) await rename(target, folders.old);
  await rename(folders.next, target);
  await syncFolder(dirname(target));
  await rm(folders.old, { recursive: true, force: true });
}

/** Whether a folder holds exactly these files with these bytes. */
export async function folderEquals(folder: string, files: ReadonlyMap<string, string>): Promise<boolean> {
  if (!(await exists(folder))) return false;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  if (found.length !== files.size) return false;
  for (const file of found) {
    const expected = files.get(relative(folder, file).split(sep).join("/"));
    if (expected === undefined || !(await readFile(file)).equals(Buffer.from(expected, "utf8"))) return false;
  }
  return true;
}

/** Whether a path is there. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Makes renames and new names inside a folder survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
