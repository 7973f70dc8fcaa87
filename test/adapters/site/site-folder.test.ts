import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  folderEquals,
  recoverSite,
  swapFolders,
  swapIn,
  writeFolder,
} from "../../../harness/adapters/site/site-folder.ts";

let folder: string;
let target: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "folder-"));
  target = join(folder, "out");
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const FILES = new Map([
  ["a.txt", "a"],
  ["deep/b.txt", "冻"],
]);

describe("folderEquals", () => {
  it("is true for the same files with the same bytes, and false for one more, one fewer or one byte", async () => {
    await writeFolder(target, FILES);
    expect(await folderEquals(target, FILES)).toBe(true);
    expect(await folderEquals(target, new Map([...FILES, ["c.txt", ""]]))).toBe(false);
    expect(await folderEquals(target, new Map([["a.txt", "a"]]))).toBe(false);
    expect(await folderEquals(target, new Map([...FILES, ["a.txt", "A"]]))).toBe(false);
    expect(await folderEquals(join(folder, "nowhere"), FILES)).toBe(false);
  });

  it("takes a link to the same bytes for a difference, or reads through it, but never fails", async () => {
    await writeFolder(target, FILES);
    await symlink(join(folder, "gone"), join(target, "link"));
    expect(await folderEquals(target, FILES)).toBe(false);
  });
});

describe("swapIn", () => {
  it("ends with the new folder in place and no other", async () => {
    const folders = swapFolders(target, 1);
    await mkdir(target);
    await writeFile(join(target, "old.txt"), "old");
    await writeFolder(folders.next, FILES);
    await swapIn(target, folders);
    expect(await folderEquals(target, FILES)).toBe(true);
    expect(await recoverSite(target, () => false)).toBe(false);
  });

  it("stopped after its first rename, is undone by recoverSite", async () => {
    const folders = swapFolders(target, 1);
    await writeFolder(target, FILES);
    // The new folder is missing: the second rename fails as a crash would.
    await expect(swapIn(target, folders)).rejects.toThrow();
    expect(await recoverSite(target, () => false)).toBe(true);
    expect(await readFile(join(target, "deep/b.txt"), "utf8")).toBe("冻");
  });
});
