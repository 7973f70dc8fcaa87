import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../harness/cli/command-list.ts";
import { PLANNED } from "../harness/cli/planned-commands.ts";

const ROOT = join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const PAGES = ["README.md", "README.zh-CN.md", "ARCHITECTURE.md"];

describe("what the front pages say", () => {
  it.each(PAGES)("%s links only to files that are there", (page) => {
    const links = [...read(page).matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? "");
    const dead = links.filter((link) => !/^https?:/.test(link) && !existsSync(join(ROOT, link)));
    expect(dead).toEqual([]);
  });

  it.each(["README.md", "README.zh-CN.md"])("%s lists every command that is built", (page) => {
    const text = read(page);
    const built = COMMANDS.map(({ name }) => name).filter((name) => !(name in PLANNED));
    expect(built.filter((name) => !new RegExp(`\`(harness )?${name}\``).test(text))).toEqual([]);
  });

  it.each(["README.md", "README.zh-CN.md"])("%s names every command that is not built yet", (page) => {
    const text = read(page);
    expect(Object.keys(PLANNED).filter((name) => !text.includes(name))).toEqual([]);
  });

  it.each(["README.md", "README.zh-CN.md"])("%s uses only npm scripts that exist", (page) => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const used = [...read(page).matchAll(/npm (?:run )?([a-z][a-z:]*)/g)].map((match) => match[1] ?? "");
    expect(used.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("ARCHITECTURE.md names only rooms and files that are there", () => {
    const named = [
      ...read("ARCHITECTURE.md").matchAll(/`((?:domain|app|adapters|cli|site|test|harness)\/[\w./-]+)`/g),
    ];
    const isThere = (path: string): boolean =>
      [path, `${path}.ts`, `harness/${path}`, `harness/${path}.ts`].some((each) =>
        existsSync(join(ROOT, each)),
      );
    expect(named.map((match) => match[1] ?? "").filter((path) => !isThere(path))).toEqual([]);
  });
});
