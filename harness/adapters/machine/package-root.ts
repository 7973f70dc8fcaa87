import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The absolute folder of the installed package: the nearest one above this file with a package.json. It is the same
 * from the source and from dist/, so worker scripts, cards and templates are found beside it.
 */
export function packageRoot(from: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(from));
  while (!existsSync(join(folder, "package.json"))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`Internal error: no package.json above ${fileURLToPath(from)}`);
    folder = above;
  }
  return folder;
}
