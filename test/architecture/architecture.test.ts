import { readdirSync, readFileSync, existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/** The law of the house: see ARCHITECTURE.md. Each rule names the files that break it. */
const ROOT = resolve(import.meta.dirname, "../..");
const MAX_LINES = 300;

interface Source {
  readonly path: string; // e.g. "harness/domain/hash.ts"
  readonly text: string;
  readonly imports: readonly string[]; // relative ones as paths from the root, others as they stand
}

function filesUnder(folder: string, pattern: RegExp): readonly string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !/node_modules|__pycache__/.test(path));
}

function readSource(path: string): Source {
  const text = readFileSync(join(ROOT, path), "utf8");
  const specifiers = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|\bimport\("([^"]+)"\)/g),
  ];
  const imports = specifiers.map((match) => {
    const specifier = match[1] ?? match[2] ?? "";
    return specifier.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(path), specifier)) : specifier;
  });
  return { path, text, imports };
}

const sources = [...filesUnder("harness", /\.ts$/), ...filesUnder("site", /\.ts$/)].map(readSource);
const roomOf = (path: string): string => (path.startsWith("site/") ? "site" : (path.split("/")[1] ?? ""));
const inRoom = (room: string): readonly Source[] => sources.filter((source) => roomOf(source.path) === room);

/** Which rooms a room may import; itself is always allowed. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  site: ["domain"],
  app: ["domain", "site"],
  adapters: ["domain", "app/ports"],
  cli: ["app", "domain"],
};

describe("the rooms", () => {
  it.each(Object.entries(MAY_IMPORT))("%s imports only %j", (room, allowed) => {
    const broken = inRoom(room)
      .filter((source) => !source.path.startsWith("harness/cli/wire/"))
      .flatMap((source) => source.imports.map((target) => ({ from: source.path, target })))
      .filter(({ target }) => /^(harness|site)\//.test(target))
      .filter(({ target }) => roomOf(target) !== room)
      .filter(
        ({ target }) =>
          !allowed.some((prefix) => target.startsWith(prefix === "site" ? "site/" : `harness/${prefix}/`)),
      );
    expect(broken).toEqual([]);
  });

  it("only cli/wire imports adapters, so that each command loads only its own", () => {
    const broken = sources.filter(
      (source) =>
        roomOf(source.path) !== "adapters" &&
        !source.path.startsWith("harness/cli/wire/") &&
        source.imports.some((target) => target.startsWith("harness/adapters/")),
    );
    expect(broken.map(({ path }) => path)).toEqual([]);
  });

  it("domain and site are pure: no Node module but crypto, no clock, no random, no environment", () => {
    const impure = [...inRoom("domain"), ...inRoom("site")].flatMap(({ path, text, imports }) => {
      const modules = imports.filter((target) => target.startsWith("node:") && target !== "node:crypto");
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
      const calls =
        code.match(/\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.\w+|\bconsole\.\w+/g) ?? [];
      return [...modules, ...calls].map((what) => `${path}: ${what}`);
    });
    expect(impure).toEqual([]);
  });

  it("nothing but the command line prints or ends the process", () => {
    const broken = sources.filter(
      ({ path, text }) =>
        roomOf(path) !== "cli" &&
        path !== "harness/main.ts" &&
        /\bconsole\.|process\.exit\(|process\.std(out|err)\.write/.test(text),
    );
    expect(broken.map(({ path }) => path)).toEqual([]);
  });
});

describe("the files", () => {
  const everything = [
    ...sources,
    ...filesUnder("test", /\.ts$/).map(readSource),
    ...[
      ...filesUnder("harness", /\.(py|mjs)$/),
      ...filesUnder("datasets", /\.py$/),
      ...filesUnder("site", /\.(js|css)$/),
    ].map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8"), imports: [] })),
  ];

  it(`have at most ${MAX_LINES} lines`, () => {
    const long = everything
      .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
      .filter(({ path, lines }) => lines > MAX_LINES && !/\.css$|fixtures\//.test(path));
    expect(long).toEqual([]);
  });

  it("are named for one idea, in kebab-case", () => {
    const bad = sources.filter(({ path }) => {
      const name = path.split("/").at(-1)?.replace(/\.ts$/, "") ?? "";
      return (
        !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || /^(utils?|helpers?|common|index|types|misc)$/.test(name)
      );
    });
    expect(bad.map(({ path }) => path)).toEqual([]);
  });

  it("use no default export, no any and no unexplained silence", () => {
    const bad = sources.filter(({ text }) =>
      /^export default\b|:\s*any\b|\bas any\b|<any>|@ts-ignore|@ts-expect-error|eslint-disable/m.test(text),
    );
    expect(bad.map(({ path }) => path)).toEqual([]);
  });

  it("name no path of a machine", () => {
    const bad = everything.filter(
      ({ path, text }) => !path.startsWith("test/architecture/") && /["'` ]\/(work|root|farm)\//.test(text),
    );
    expect(bad.map(({ path }) => path)).toEqual([]);
  });

  it("have no import cycles, type imports included", () => {
    const graph = new Map(
      sources.map(({ path, imports }) => [path, imports.filter((target) => /\.ts$/.test(target))]),
    );
    expect(findCycle(graph)).toBeNull();
  });
});

/** The first cycle found, as the files on it. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const finished = new Set<string>();
  const visit = (node: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (finished.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...trail, node]);
      if (cycle) return cycle;
    }
    finished.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return null;
}

describe("the packages", () => {
  it("on the owner's card are all in use", () => {
    const used = new Set(sources.flatMap(({ imports }) => imports));
    const card = ["execa", "p-limit", "better-sqlite3", "handlebars", "@huggingface/hub"];
    expect(card.filter((name) => !used.has(name))).toEqual([]);
    expect([...used].some((name) => name.startsWith("csv-parse"))).toBe(true);
  });

  it("stand at the top level that the card names", () => {
    const allowed = new Set(
      "ARCHITECTURE.md CHANGELOG.md CITATION.cff LICENSE README.md README.zh-CN.md datasets docs eslint.config.js harness harness.yaml knip.json package-lock.json package.json reports site strategies test tsconfig.json vitest.config.ts".split(
        " ",
      ),
    );
    const built = new Set(["node_modules", "dist", "dist-site"]);
    const extra = readdirSync(ROOT).filter(
      (name) => !name.startsWith(".") && !allowed.has(name) && !built.has(name),
    );
    expect(extra).toEqual([]);
  });
});
