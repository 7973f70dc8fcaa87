import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { err, ok, type Result } from "../../domain/result.ts";
import { isAlive } from "../machine/is-alive.ts";
import { exists, folderEquals, recoverSite, swapFolders, swapIn, writeFolder } from "./site-folder.ts";
import { boardSize, findDeadLinks, type BoardSize, type DeadLink } from "./verify-site.ts";

/** What to publish where. */
export interface SiteWriteRequest {
  readonly target: string; // a folder that is a site, empty, or not there yet
  readonly files: ReadonlyMap<string, string>; // by path below the target
  readonly allowShrink: boolean; // publish fewer runs than the site there now
}

/** A site that stands; `changed` is false where it already did, to the last byte. */
export interface SiteWritten {
  readonly out: string;
  readonly pages: number;
  readonly bytes: number;
  readonly changed: boolean;
  readonly recovered: boolean; // a site that an earlier crash had left aside was brought back first
}

/** Why a site was not published; the one that stands is untouched. */
export type SiteRefusal =
  | { readonly reason: "empty-board"; readonly runs: number }
  | { readonly reason: "dead-links"; readonly links: readonly DeadLink[] }
  | { readonly reason: "shrunk"; readonly runsBefore: number; readonly runsNow: number }
  | { readonly reason: "not-a-site"; readonly target: string }
  | {
      readonly reason: "cannot-write";
      readonly target: string;
      readonly code: string;
      readonly detail: string;
    };

/**
 * Publishes a site: verified first, written beside the target, swapped in by renames. Whoever reads the target sees
 * the old site or the new one, never a part.
 */
export async function writeSite(request: SiteWriteRequest): Promise<Result<SiteWritten, SiteRefusal>> {
  const target = resolve(request.target);
  const { files } = request;
  const now = boardSize(files.get("index.json") ?? "");
  if (now === undefined || now.runsWithScores === 0)
    return err({ reason: "empty-board", runs: now?.runs ?? 0 });
  const links = findDeadLinks(files);
  if (links.length > 0) return err({ reason: "dead-links", links });
  const { next, old } = swapFolders(target, process.pid);
  try {
    await mkdir(dirname(target), { recursive: true });
    const recovered = await recoverSite(target, isAlive);
    const written = { out: target, pages: pageCount(files), bytes: byteCount(files), recovered };
    const refusal = await whyNotReplace(target, now, request.allowShrink);
    if (refusal !== null) return err(refusal);
    if (await folderEquals(target, files)) return ok({ ...written, changed: false });
    await writeFolder(next, files);
    await swapIn(target, { next, old });
    return ok({ ...written, changed: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    // What cannot be cleared now, the next build clears: the reason to tell is the first one.
    await rm(next, { recursive: true, force: true }).catch(() => undefined);
    await recoverSite(target, isAlive).catch(() => undefined);
    return err({ reason: "cannot-write", target, code: String(error.code), detail: error.message });
  }
}

/** Only a site, or nothing, may be replaced: a folder with anything else in it is somebody's. */
async function whyNotReplace(
  target: string,
  now: BoardSize,
  allowShrink: boolean,
): Promise<SiteRefusal | null> {
  if (!(await exists(target))) return null;
  if (!(await stat(target)).isDirectory()) return { reason: "not-a-site", target };
  if ((await readdir(target)).length === 0) return null;
  const index = join(target, "index.json");
  const before = (await exists(index)) ? boardSize(await readFile(index, "utf8")) : undefined;
  if (before === undefined) return { reason: "not-a-site", target };
  if (allowShrink || now.runsWithScores >= before.runsWithScores) return null;
  return { reason: "shrunk", runsBefore: before.runsWithScores, runsNow: now.runsWithScores };
}

const pageCount = (files: ReadonlyMap<string, string>): number =>
  [...files.keys()].filter((path) => path.endsWith(".html")).length;

const byteCount = (files: ReadonlyMap<string, string>): number =>
  [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text, "utf8"), 0);
