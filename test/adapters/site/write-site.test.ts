import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeSite, type SiteWritten } from "../../../harness/adapters/site/write-site.ts";

let folder: string;
let target: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "site-"));
  target = join(folder, "dist-site");
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A small site with so many runs that have a score, and some that have none. */
function site(scored: number, unscored = 0): ReadonlyMap<string, string> {
  const runs = [...Array<number>(scored).fill(1), ...Array<number>(unscored).fill(0)];
  return new Map([
    ["index.html", `<h1>${scored}</h1><a href="runs/a.html">a</a>`],
    ["runs/a.html", '<a href="../index.html">home</a>'],
    ["index.json", JSON.stringify({ schema: 1, runs: runs.map((has) => ({ scores: Array(has).fill({}) })) })],
  ]);
}

const write = (files: ReadonlyMap<string, string>, allowShrink = false): ReturnType<typeof writeSite> =>
  writeSite({ target, files, allowShrink });

async function written(files: ReadonlyMap<string, string>): Promise<SiteWritten> {
  const result = await write(files);
  if (!result.ok) throw new Error(`Internal error: refused with ${result.error.reason}`);
  return result.value;
}

const front = (): Promise<string> => readFile(join(target, "index.html"), "utf8");

describe("writeSite", () => {
  it("publishes all files and leaves nothing beside them", async () => {
    expect(await written(site(3))).toMatchObject({ out: target, pages: 2, changed: true, recovered: false });
    expect(await readdir(folder)).toEqual(["dist-site"]);
    expect((await readdir(target, { recursive: true })).sort()).toEqual([
      "index.html",
      "index.json",
      "runs",
      "runs/a.html",
    ]);
  });

  it("changes nothing where the same site already stands, and says so", async () => {
    await written(site(3));
    const before = await stat(target);
    expect(await written(site(3))).toMatchObject({ changed: false });
    const after = await stat(target);
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it("replaces the whole site: an old page that is no more is gone", async () => {
    await written(new Map([...site(1), ["runs/old.html", ""]]));
    await written(site(2));
    expect(await readdir(join(target, "runs"))).toEqual(["a.html"]);
  });

  it("refuses an empty board and keeps the site that stands", async () => {
    await written(site(2));
    expect(await write(site(0, 4))).toEqual({ ok: false, error: { reason: "empty-board", runs: 4 } });
    expect(await front()).toContain("<h1>2</h1>");
  });

  it("refuses dead links", async () => {
    const files = new Map([...site(1), ["methods.html", '<a href="gone.html">x</a>']]);
    const links = [{ page: "methods.html", href: "gone.html" }];
    expect(await write(files)).toEqual({ ok: false, error: { reason: "dead-links", links } });
    expect(await readdir(folder)).toEqual([]);
  });

  it("refuses fewer runs than now unless told to", async () => {
    await written(site(3));
    expect(await write(site(2))).toEqual({
      ok: false,
      error: { reason: "shrunk", runsBefore: 3, runsNow: 2 },
    });
    expect(await front()).toContain("<h1>3</h1>");
    expect((await write(site(2), true)).ok).toBe(true);
    expect(await front()).toContain("<h1>2</h1>");
  });

  it("never replaces a folder or file that is not a site", async () => {
    await mkdir(target);
    await writeFile(join(target, "thesis.tex"), "years of work");
    expect(await write(site(3), true)).toEqual({ ok: false, error: { reason: "not-a-site", target } });
    expect(await readFile(join(target, "thesis.tex"), "utf8")).toBe("years of work");
    await rm(target, { recursive: true });
    await writeFile(target, "a file");
    expect(await write(site(3), true)).toMatchObject({ ok: false, error: { reason: "not-a-site" } });
  });

  it("fills an empty folder, and folders above that are not there yet", async () => {
    await mkdir(target);
    expect(await written(site(1))).toMatchObject({ changed: true });
    target = join(folder, "deep", "er", "site");
    expect(await written(site(1))).toMatchObject({ changed: true });
  });

  it("says why where it cannot write, and leaves nothing", async () => {
    await writeFile(join(folder, "file"), "");
    target = join(folder, "file", "site");
    expect(await write(site(1))).toMatchObject({ ok: false, error: { reason: "cannot-write" } });
    expect(await readdir(folder)).toEqual(["file"]);
  });
});

describe("after a crash", () => {
  it("between the two renames, the next build brings the old site back before anything else", async () => {
    await written(site(3));
    await rename(target, join(folder, ".dist-site.old"));
    expect(await write(site(1))).toEqual({
      ok: false,
      error: { reason: "shrunk", runsBefore: 3, runsNow: 1 },
    });
    expect(await front()).toContain("<h1>3</h1>");
  });

  it("after both renames, the new site stands and the old one is cleared away", async () => {
    await written(site(3));
    await mkdir(join(folder, ".dist-site.old"));
    expect(await written(site(3))).toMatchObject({ changed: false, recovered: false });
    expect(await readdir(folder)).toEqual(["dist-site"]);
  });

  it("while the new site was written, what a dead process left is cleared away, a living one's is not", async () => {
    await mkdir(join(folder, ".dist-site.next-4194305")); // above every pid that Linux gives
    await mkdir(join(folder, `.dist-site.next-${process.ppid}`));
    await written(site(3));
    expect((await readdir(folder)).sort()).toEqual([`.dist-site.next-${process.ppid}`, "dist-site"]);
  });
});
