import { readFile } from "node:fs/promises";
import path from "node:path";
import type { BenchmarkFiles } from "../../app/ports/benchmark-files.ts";
import { findCards, resolveRoot, type BenchmarkFolders } from "./benchmark-folder.ts";
import { inspect } from "./benchmark-hash.ts";
import { installFiles } from "./benchmark-install.ts";
import { openSource } from "./benchmark-source.ts";

/** Benchmark cards and data on this machine's disk. */
export function benchmarkFiles(folders: BenchmarkFolders): BenchmarkFiles {
  return {
    cards: () => findCards(folders),
    folderOf: (root) => resolveRoot(folders, root),
    readTable: async (folder, file) => {
      const { readCsv } = await import("./benchmark-csv.ts"); // not needed for a plan
      return readCsv(path.join(folder, file));
    },
    inspect: (folder, file) => inspect(() => readFile(path.join(folder, file))),
    openSource,
    install: installFiles,
  };
}
