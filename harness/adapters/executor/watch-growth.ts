import { readdirSync, statSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** How a watch finds out that nothing happens any more; all times in milliseconds. */
export interface GrowthWatch {
  readonly files: readonly string[]; // these files, and all files under those that are folders
  readonly limitMs: number; // 0 watches nothing
  readonly onSilence: (silentMs: number) => void; // called once
}

const MOST_POLLS_MS = 5000;

/**
 * Watches whether files grow: a worker that writes nothing for the limit is taken for hung. The clock stands still
 * while the machine sleeps, and files are looked at before time is judged, so that a paused harness blames nobody.
 */
export function watchGrowth({ files, limitMs, onSilence }: GrowthWatch): { stop(): void } {
  if (limitMs <= 0) return { stop: () => undefined };
  let size = totalSize(files);
  let grewAt = performance.now();
  const look = (): void => {
    const now = performance.now();
    const found = totalSize(files);
    if (found !== size) {
      size = found;
      grewAt = now;
      return;
    }
    if (now - grewAt < limitMs) return;
    clearInterval(timer);
    onSilence(Math.round(now - grewAt));
  };
  const timer = setInterval(look, Math.max(10, Math.min(limitMs / 4, MOST_POLLS_MS)));
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}

function totalSize(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + sizeOf(path), 0);
}

function sizeOf(path: string): number {
  try {
    const stat = statSync(path);
    if (!stat.isDirectory()) return stat.size;
    return totalSize(readdirSync(path).map((name) => `${path}/${name}`));
  } catch {
    return 0; // not there yet, or just renamed
  }
}
