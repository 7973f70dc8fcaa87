import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { findDeadLinks } from "../../harness/adapters/site/verify-site.ts";
import { sha256 } from "../../harness/domain/hash.ts";
import { renderSite } from "../../site/render-site.ts";
import { HOSTILE } from "../fixtures/report-parts.ts";
import { report } from "../fixtures/report.ts";
import { renderedSite, siteSources } from "../fixtures/site.ts";

const GOLDEN = fileURLToPath(new URL("../golden/site", import.meta.url));

/** One page of each kind in both languages is kept whole; of every other file, its hash. */
const KEPT = ["en", "zh"].flatMap((language) =>
  [
    "index.html",
    "methods.html",
    "data.html",
    "runs/train-shallow~tiny-world~1.html",
    "runs/attention-only~tiny-world~3.html",
    "strategies/middle.html",
    "compare/train-deep--full.html",
  ].map((path) => (language === "en" ? path : `${language}/${path}`)),
);

let site: ReadonlyMap<string, string>;
let pages: readonly (readonly [string, string])[];

beforeAll(async () => {
  site = await renderedSite();
  pages = [...site].filter(([path]) => path.endsWith(".html"));
});

/** Compares with the kept text; a difference stays beside it as `-changed`, to be looked at and moved over it. */
async function differsFromGolden(path: string, text: string): Promise<boolean> {
  const file = join(GOLDEN, path);
  const changed = file.replace(/(\.[^./]*)$/, "-changed$1");
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept === text) {
    await rm(changed, { force: true });
    return false;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(changed, text);
  return true;
}

describe("the rendered site", () => {
  it("is what it was: differences from the golden pages stay as -changed files", async () => {
    const others = [...site].filter(([path]) => !KEPT.includes(path) && !path.startsWith("assets/"));
    const hashes = others.map(([path, text]) => `${sha256(text)}  ${path}\n`).join("");
    const compared = [
      ...KEPT.map((path): [string, string] => [path, site.get(path) ?? ""]),
      ["hashes.txt", hashes] as const,
    ];
    const changed = [];
    for (const [path, text] of compared) if (await differsFromGolden(path, text)) changed.push(path);
    expect(changed).toEqual([]);
  });

  it("is the same to the last byte when it is made again", async () => {
    expect(await renderedSite()).toEqual(site);
  });

  it("has a page for each run, strategy and pair in both languages, and the files for machines", () => {
    for (const folder of ["", "zh/"]) {
      expect(pages.filter(([path]) => path.startsWith(`${folder}runs/`))).toHaveLength(16);
      expect(pages.filter(([path]) => path.startsWith(`${folder}strategies/`))).toHaveLength(5);
      expect(pages.filter(([path]) => path.startsWith(`${folder}compare/`))).toHaveLength(4);
    }
    expect(JSON.parse(site.get("index.json") ?? "")).toMatchObject({ schema: 1, name: "tiny-world" });
    expect(JSON.parse(site.get("runs/full~tiny-world~1.json") ?? "")).toMatchObject({
      run: "full@tiny-world#1",
    });
    expect(site.has("scores.csv")).toBe(true);
  });

  it("links only to what it holds", () => {
    expect(findDeadLinks(site)).toEqual([]);
  });

  it("names no other place on the web", () => {
    const allowed = 'xmlns="http://www.w3.org/2000/svg"';
    for (const [path, text] of site) {
      if (/\.(json|csv)$/.test(path)) continue;
      expect(text.replaceAll(allowed, ""), path).not.toMatch(
        /https?:|\/\/[a-z0-9.-]+\.[a-z]{2,}|@import|url\(/i,
      );
    }
  });

  it("holds no inline script, style or handler, and a policy that would refuse them", () => {
    for (const [path, text] of pages) {
      const tags = [...text.matchAll(/<[a-z][^>]*>/gi)].map(([tag]) => tag);
      expect(
        tags.filter((tag) => /\s(style|on[a-z]+)\s*=/i.test(tag)),
        path,
      ).toEqual([]);
      expect(
        tags.filter((tag) => /^<script(?! src="[^"]*assets\/site\.js")/i.test(tag)),
        path,
      ).toEqual([]);
      expect(text, path).not.toContain("<style");
      expect(text, path).toContain(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:",
      );
    }
  });

  it("shows hostile names and texts as text", () => {
    const all = pages.map(([, text]) => text).join("");
    expect(all).toContain("&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;");
    expect(all).not.toContain(HOSTILE);
    expect(all).not.toContain("<script>alert");
    expect(all).not.toMatch(/<img/);
  });

  it("shows no text of a question whose licence forbids it", () => {
    for (const [path, text] of site) expect(text, path).not.toContain("withheld text");
  });

  it("stands without any score, strategy or comparison", async () => {
    const empty = await renderedSite({
      ...report,
      benchmarks: [],
      strategies: [],
      runs: [],
      comparisons: [],
    });
    expect(empty.get("index.html")).toContain("No run has a score yet.");
  });

  it("keeps the front page within 120 kB and the script and stylesheet small", () => {
    const size = (path: string): number => Buffer.byteLength(site.get(path) ?? "", "utf8");
    expect(size("index.html")).toBeLessThan(120_000);
    expect(size("assets/site.css") + size("assets/site.js")).toBeLessThan(40_000);
  });
});

describe("the templates", () => {
  it("never turn escaping off", async () => {
    const { templates } = await siteSources();
    for (const [name, text] of templates) expect(text, name).not.toMatch(/\{\{\{|\{\{&|\{\{~?\{/);
  });

  it("refuse a field that a view model lacks", async () => {
    const { templates, assets } = await siteSources();
    const broken = new Map([...templates, ["methods", "{{#> layout}}{{entires}}{{/layout}}"]]);
    expect(() => renderSite({ report, templates: broken, assets })).toThrow(/entires/);
  });
});
