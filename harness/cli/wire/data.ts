import { homedir } from "node:os";
import { join } from "node:path";
import { benchmarkFiles } from "../../adapters/files/benchmark-files.ts";
import { packageRoot } from "../../adapters/machine/package-root.ts";
import type { BenchmarkFiles } from "../../app/ports/benchmark-files.ts";
import type { Session } from "../session.ts";

/** The cards and data of a call: the package's, the project's, and the user's data folder. */
export function benchmarkFilesHere(session: Session): BenchmarkFiles {
  const { env, cwd } = session.io;
  return benchmarkFiles({ package: packageRoot(), project: cwd, data: dataFolder(env) });
}

/** $HARNESS_DATA, else ~/.cache/permafrost/datasets. */
export function dataFolder(env: Readonly<Record<string, string | undefined>>): string {
  return env["HARNESS_DATA"] ?? join(homedir(), ".cache", "permafrost", "datasets");
}
