import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../machine/is-alive.ts";

/** What atomic.ts names the file or folder that it is about to rename, e.g. ".plan.json.4711-9f2c41.tmp". */
const TEMPORARY = /^\..+\.(\d+)-[0-9a-f]{6}\.tmp$/;

/** Removes temporary files that a killed process left in a folder; those of a process that runs are its own. */
export function removeTemporaries(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = TEMPORARY.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}
