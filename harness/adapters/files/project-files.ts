import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ProjectFiles } from "../../app/ports/project-files.ts";
import { makeError } from "../../domain/diagnostic/make.ts";
import { err, ok } from "../../domain/result.ts";
import { readModelFolder } from "./model-folder.ts";

/** The files of a project that is being started, on this machine's disk. */
export function projectFiles({
  cwd,
  packageRoot,
}: {
  readonly cwd: string;
  readonly packageRoot: string;
}): ProjectFiles {
  return {
    cwd,
    kindOf: (path) => {
      const found = statSync(path, { throwIfNoEntry: false });
      if (found === undefined) return "missing";
      return found.isDirectory() ? "folder" : "file";
    },
    read: (path) => {
      try {
        return readFileSync(path, "utf8");
      } catch {
        return null;
      }
    },
    packageFile: (path) => readFileSync(join(packageRoot, path), "utf8"),
    writeNew: (path, text) => {
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text, { flag: "wx" });
        return ok(true);
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "EEXIST") return ok(false);
        const message = `can't write ${path}: ${error instanceof Error ? error.message : String(error)}`;
        return err([makeError({ code: "unwritable", message, hint: "name a folder that is yours" })]);
      }
    },
    modelShape: (folder) => readModelFolder(folder),
  };
}
