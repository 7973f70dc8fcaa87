import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** The texts that the pure renderer needs: templates by name without ending, assets by path. */
export interface SiteSources {
  readonly templates: ReadonlyMap<string, string>;
  readonly assets: ReadonlyMap<string, string>;
}

/** Reads site/templates and site/assets below the project's `site` folder, in a fixed order. */
export async function readSiteSources(siteDir: string): Promise<SiteSources> {
  const [templates, assets] = await Promise.all([
    readTexts(join(siteDir, "templates")),
    readTexts(join(siteDir, "assets")),
  ]);
  return {
    templates: new Map([...templates].map(([path, text]) => [path.replace(/\.hbs$/, ""), text])),
    assets,
  };
}

async function readTexts(dir: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(
    await Promise.all(
      paths.map(async (path): Promise<[string, string]> => [
        relative(dir, path).split(sep).join("/"),
        await readFile(path, "utf8"),
      ]),
    ),
  );
}
