import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { serveSite, type SiteServer } from "../../harness/adapters/site/serve-site.ts";
import { writeSite } from "../../harness/adapters/site/write-site.ts";
import { renderedSite } from "../fixtures/site.ts";

const CHROMIUM = "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const KINDS = [
  "index.html",
  "methods.html",
  "data.html",
  "runs/train-shallow~tiny-world~1.html",
  "runs/attention-only~tiny-world~3.html",
  "strategies/middle.html",
  "compare/train-deep--full.html",
];

const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser) process.stdout.write(`skipped: there is no browser at ${CHROMIUM}\n`);

let folder: string;
let out: string;
let server: SiteServer;

interface Opening {
  readonly width?: number;
  readonly dark?: boolean;
  readonly script?: boolean;
}

/** A browser with a fresh profile; closed, and its profile removed, when the test ends. */
async function open({ width = 1280, dark = false, script = true }: Opening): Promise<BrowserContext> {
  const profile = await mkdtemp(join(tmpdir(), "profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: FLAGS,
    viewport: { width, height: 800 },
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: script,
  });
  onTestFinished(async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  });
  return context;
}

const firstColumn = (page: Page): Promise<readonly string[]> =>
  page.locator("#board-acquisition-official-cloze-raw-0-test tbody tr:visible th a").allTextContents();

const ground = (page: Page): Promise<string> =>
  page.evaluate("getComputedStyle(document.body).backgroundColor");

describe.skipIf(!hasBrowser)("in a real browser", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "browser-"));
    out = join(folder, "deep", "site");
    const written = await writeSite({ target: out, files: await renderedSite(), allowShrink: false });
    if (!written.ok) throw new Error(`Internal error: ${written.error.reason}`);
    const served = await serveSite(join(folder, "deep", "site"), 0);
    if (!served.ok) throw new Error(`Internal error: ${served.error.reason}`);
    server = served.value;
  }, 60_000);

  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("asks nobody else for anything, breaks no policy and runs no hostile name, from a server or from file:", async () => {
    const context = await open({});
    const page = await context.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => {
      complaints.push(dialog.message());
      void dialog.dismiss();
    });
    const here = pathToFileURL(`${out}/`).href;
    for (const base of [server.url, here]) {
      for (const kind of KINDS) for (const language of ["", "zh/"]) await page.goto(base + language + kind);
    }
    expect(asked.filter((url) => !url.startsWith(server.url) && !url.startsWith(here))).toEqual([]);
    expect(asked.some((url) => url.endsWith("assets/site.css"))).toBe(true);
    expect(complaints).toEqual([]);
  });

  it("sorts a table by a press of the keyboard, and says in which direction", async () => {
    const page = await (await open({})).newPage();
    await page.goto(server.url);
    expect((await firstColumn(page))[0]).toBe("train-deep");
    const header = page.locator("#board-acquisition-official-cloze-raw-0-test thead th").first();
    await header.getByRole("button").focus();
    await page.keyboard.press("Enter");
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    const names = await firstColumn(page);
    expect([...names].sort()).toEqual(names);
    await page.keyboard.press("Enter");
    expect(await header.getAttribute("aria-sort")).toBe("descending");
    expect(await firstColumn(page)).toEqual([...names].reverse());
  });

  it("sorts numbers as numbers, and what has none goes last either way", async () => {
    const page = await (await open({})).newPage();
    await page.goto(server.url);
    const board = page.locator("#board-acquisition-official-cloze-raw-0-test");
    const button = board.locator("thead th").nth(3).getByRole("button");
    const differences = (): Promise<string[]> =>
      board.locator("tbody tr td:nth-child(4) b").allTextContents();
    await button.click();
    expect(await differences()).toEqual(["+2.1", "−0.7", "−43.4", "−66.8"]);
    await button.click();
    expect(await differences()).toEqual(["−66.8", "−43.4", "−0.7", "+2.1"]);
    expect(await board.locator("tbody tr").first().textContent()).toContain("train-shallow");
  });

  it("filters, keeps the filter in the address, and takes it along to the other language", async () => {
    const page = await (await open({})).newPage();
    await page.goto(server.url);
    await page.locator("#filter-acquisition-official-cloze-raw-0-test").fill("deep");
    expect(await firstColumn(page)).toEqual(["train-shallow", "train-deep"].reverse());
    await page.reload();
    expect(await firstColumn(page)).toHaveLength(2);
    await page.getByRole("link", { name: "中文" }).click();
    expect(page.url()).toContain("/zh/index.html?filter-");
    expect(await page.locator("#filter-acquisition-official-cloze-raw-0-test").inputValue()).toBe("deep");
  });

  it("follows the system's theme until the reader chooses, and remembers the choice", async () => {
    const page = await (await open({ dark: true })).newPage();
    await page.goto(server.url);
    const dark = await ground(page);
    await page.locator("[data-theme-button]").click();
    const light = await ground(page);
    expect(light).not.toBe(dark);
    await page.goto(`${server.url}methods.html`);
    expect(await ground(page)).toBe(light);
    await page.emulateMedia({ colorScheme: "light" });
    await page.locator("[data-theme-button]").click();
    expect(await ground(page)).toBe(dark);
  });

  it("prints dark on white, whatever the theme", async () => {
    const page = await (await open({ dark: true })).newPage();
    await page.goto(server.url);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await ground(page)).toBe("rgb(255, 255, 255)");
    expect(await page.locator("[data-theme-button]").isVisible()).toBe(false);
  });

  it("says everything without JavaScript, in the system's theme, with no dead button", async () => {
    const page = await (await open({ script: false, dark: true })).newPage();
    await page.goto(pathToFileURL(join(out, "index.html")).href);
    expect(await page.locator("[data-theme-button]").isVisible()).toBe(false);
    expect(await page.locator("[data-tools]").first().isVisible()).toBe(false);
    expect(await page.locator("thead button").count()).toBe(0);
    expect(await page.locator("svg.plot").first().isVisible()).toBe(true);
    await page.getByRole("link", { name: "train-deep +2.1" }).click();
    expect(page.url()).toContain("compare/train-deep--full.html");
    await page.getByRole("link", { name: "中文" }).click();
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-Hans");
  });

  it.each([320, 768, 1440])("never scrolls a page sideways at %d px, in either language", async (width) => {
    const page = await (await open({ width })).newPage();
    const wide: string[] = [];
    for (const kind of KINDS) {
      for (const language of ["", "zh/"]) {
        await page.goto(server.url + language + kind);
        await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
        const excess: number = await page.evaluate(
          "document.documentElement.scrollWidth - window.innerWidth",
        );
        if (excess > 0) wide.push(`${language}${kind} by ${excess} px`);
      }
    }
    expect(wide).toEqual([]);
  });

  it("leads by the keyboard from the skip link to the content", async () => {
    const page = await (await open({})).newPage();
    await page.goto(server.url);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.querySelector('.skip').getBoundingClientRect().left")).toBe(0);
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
  });
});
