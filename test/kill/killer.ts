import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../fixtures/executor/lab.ts";
import { familyOf, HarnessLife, killHard, PATIENCE_MS, type Ending, type Target } from "./harness-life.ts";

/** Where a process was when it was killed: a failpoint, or "anywhere". */
export interface Kill {
  readonly at: string;
  readonly target: Target;
}

/** What one harness process has to bear. */
export interface Ordeal {
  /** Where processes stand still until they are killed; null for nowhere. */
  readonly failpoint: string | null;
  /** Who is killed, each time that the failpoint is reached; the last one again and again. */
  readonly targets: readonly Target[];
  /** Before that, or without it: kills of `who` after so many milliseconds each. */
  readonly moments?: readonly { readonly afterMs: number; readonly target: Target }[];
  readonly jobs?: number;
}

/** How it went. */
export interface Borne {
  readonly kills: readonly Kill[];
  readonly ending: Ending;
  readonly said: string;
}

/** Starts the command and kills its processes as the ordeal says, until the harness ends, by that or by itself. */
export async function bear(
  ordeal: Ordeal,
  { state, command }: { readonly state: string; readonly command: readonly string[] },
): Promise<Borne> {
  const reached = join(state, "..", `reached-${ordeal.failpoint ?? "nothing"}`);
  rmSync(reached, { force: true });
  const { failpoint, targets, moments = [], jobs = 1 } = ordeal;
  const places = failpoint === null ? {} : { HARNESS_FAILPOINT: failpoint, HARNESS_FAILPOINT_FILE: reached };
  const life = new HarnessLife(
    [...command, "--state", state, "--keep-going", "--jobs", String(jobs)],
    places,
  );
  const kills: Kill[] = [];

  const kill = async (at: string, wanted: Target): Promise<void> => {
    const family = await familyOf(state, life.pid);
    const target = family[wanted].length > 0 ? wanted : "harness";
    const [victim] = family[target];
    if (victim !== undefined && (await killHard(victim))) kills.push({ at, target });
  };

  for (const { afterMs, target } of moments) {
    for (let waited = 0; waited < afterMs && !life.isOver && !existsSync(reached); waited += 20)
      await sleep(20);
    if (!life.isOver && !existsSync(reached)) await kill("anywhere", target);
  }
  for (let times = 0; failpoint !== null; times += 1) {
    await until(() => life.isOver || existsSync(reached), `${failpoint}, or the end`, PATIENCE_MS);
    if (life.isOver) break;
    // Removed first: whoever comes there next makes it anew.
    rmSync(reached, { force: true });
    await kill(failpoint, targets[Math.min(times, targets.length - 1)] ?? "harness");
  }
  return { kills, ending: await life.ended, said: life.said };
}
