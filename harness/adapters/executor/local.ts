import { createWriteStream, mkdirSync, openSync, realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { execa as Execa } from "execa";
import type { Executor, Launch, LaunchOutcome, RunningLaunch } from "../../app/ports/executor.ts";
import type { StageFailure } from "../../domain/run/failure.ts";
import { classifyFailure } from "./classify-failure.ts";
import { readEvidence } from "./read-evidence.ts";
import { sweep } from "./sweep.ts";
import { LAUNCH_MARK, launcherLog, rankLogs, STATE_MARK, workerCommand } from "./torchrun-command.ts";
import { watchGrowth } from "./watch-growth.ts";

/** What starting worker processes on this machine needs; paths are absolute. */
export interface LocalExecutorOptions {
  readonly python: string;
  readonly workerFolder: string; // holds launch.py
  readonly stateFolder: string; // must be there
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How long an asked process tree may take to save and end; torchrun itself kills its workers after 30 s. */
  readonly graceMs?: number;
  /** How long leftovers may take to end on SIGTERM before SIGKILL. */
  readonly politeMs?: number;
}

const GRACE_MS = 45_000;
const POLITE_MS = 1000;

/** What we did to a launch, which decides its outcome before any exit code does. */
type Intervention =
  | { readonly kind: "none" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "hung"; readonly silentMs: number };

interface Exit {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly message?: string | undefined;
}

/** Runs worker process trees as children of this process. */
export function localExecutor(options: LocalExecutorOptions): Executor {
  const stateFolder = realpathSync(options.stateFolder);
  return {
    // Loaded when it is needed first: where everything is done already, nothing is started.
    start: async (launch) => startLaunch(launch, { ...options, stateFolder, ...(await import("execa")) }),
    sweepLeftovers: () => sweep({ [STATE_MARK]: stateFolder }, { politeMs: options.politeMs ?? POLITE_MS }),
  };
}

function startLaunch(
  launch: Launch,
  options: LocalExecutorOptions & { readonly execa: typeof Execa },
): RunningLaunch {
  const { graceMs = GRACE_MS, politeMs = POLITE_MS, stateFolder, execa } = options;
  const context = { ...options, platform: process.platform, parentPid: process.pid };
  const { file, args, environment } = workerCommand(launch, context);
  mkdirSync(rankLogs(launch.directory), { recursive: true });
  // A stream over an open file: its descriptor is handed down, so there is no pipe that could break when we die.
  const logPath = launcherLog(launch.directory);
  const log = createWriteStream(logPath, { fd: openSync(logPath, "a") });
  const subprocess = execa(file, args, {
    cwd: launch.directory,
    env: environment,
    extendEnv: false,
    stdin: "ignore",
    stdout: log,
    stderr: log,
    buffer: false,
    detached: true, // its own process group: Ctrl-C in the terminal reaches us, and we decide
    cleanup: false,
    reject: false,
  });
  log.destroy(); // the child has its own copy

  let intervention: Intervention = { kind: "none" };
  let ended = false;
  // Both marks: launch ids are unique in one state folder only.
  const sweepLaunch = (withinMs: number): Promise<number> =>
    sweep({ [LAUNCH_MARK]: launch.id, [STATE_MARK]: stateFolder }, { politeMs: withinMs });

  const ending: Promise<Exit> = subprocess.then(async (exit) => {
    ended = true;
    watch.stop();
    await sweepLaunch(intervention.kind === "none" ? politeMs : 0);
    return exit;
  });

  const end = async ({ immediately }: { readonly immediately: boolean }): Promise<void> => {
    if (!immediately) {
      signal(subprocess.pid, "SIGTERM", ended); // to torchrun alone: it tells its workers, once
      await Promise.race([ending, sleep(graceMs, undefined, { ref: false })]);
    }
    signal(subprocess.pid, "SIGKILL", ended);
    if (!ended) await sweepLaunch(0);
    await ending;
  };

  const watch = watchGrowth({
    files: [launch.events, rankLogs(launch.directory), launcherLog(launch.directory)],
    limitMs: launch.stallTimeoutMs,
    onSilence: (silentMs) => {
      if (intervention.kind === "none") intervention = { kind: "hung", silentMs };
      void end({ immediately: false });
    },
  });

  return {
    pid: subprocess.pid ?? 0,
    outcome: ending.then((exit) => outcomeOf(exit, intervention, launch.directory)),
    stop: (how) => {
      if (!ended && intervention.kind === "none") intervention = { kind: "cancelled" };
      return end(how);
    },
  };
}

/** The ladder: what we did, exit 0, what could not be started, and then what the logs tell. */
function outcomeOf(exit: Exit, intervention: Intervention, directory: string): LaunchOutcome {
  if (intervention.kind === "cancelled") return failed({ reason: "cancelled" });
  if (intervention.kind === "hung") {
    const { log } = readEvidence(directory, { kind: "code", code: 1 });
    return failed({ reason: "hung", silentMs: intervention.silentMs, log });
  }
  if (exit.exitCode === 0) return { kind: "exited" };
  if (exit.exitCode !== undefined) {
    return failed(classifyFailure(readEvidence(directory, { kind: "code", code: exit.exitCode })));
  }
  if (exit.signal !== undefined) {
    return failed(classifyFailure(readEvidence(directory, { kind: "signal", signal: exit.signal })));
  }
  return failed({ reason: "spawn-error", message: exit.message ?? "the process could not be started" });
}

const failed = (failure: StageFailure): LaunchOutcome => ({ kind: "failed", failure });

function signal(pid: number | undefined, name: "SIGTERM" | "SIGKILL", ended: boolean): void {
  if (pid === undefined || ended) return;
  try {
    process.kill(pid, name);
  } catch {
    // It has ended, and we are about to hear of it.
  }
}
