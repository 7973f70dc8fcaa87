import { join } from "node:path";
import type { Launch } from "../../app/ports/executor.ts";

/** What a process is started with: never a shell string. */
export interface WorkerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What the command depends on besides the launch itself; paths are absolute. */
export interface CommandContext {
  readonly python: string;
  readonly workerFolder: string; // holds launch.py
  readonly stateFolder: string; // without symbolic links: the mark by which leftovers are found
  readonly environment: Readonly<Record<string, string | undefined>>; // the harness's own
  readonly platform: NodeJS.Platform;
  readonly parentPid: number;
}

/** The marks in the environment of every process that we start, and of all that those start. */
export const LAUNCH_MARK = "HARNESS_LAUNCH";
export const STATE_MARK = "HARNESS_STATE";

/**
 * What an outer torchrun, Slurm or a user's shell may have left, by the beginnings of names and by whole names: each
 * would change what torchrun does, or how Python starts our scripts.
 */
const SCRUBBED_PREFIXES = /^(?:PET_|MASTER_|TORCHELASTIC_|TORCH_\w*ELASTIC|SLURM_|GROUP_|ROLE_)/;
const SCRUBBED_NAMES = new Set(
  "RANK LOCAL_RANK WORLD_SIZE LOCAL_WORLD_SIZE NODE_RANK NNODES NPROC_PER_NODE PYTHONSAFEPATH PYTHONINSPECT".split(
    " ",
  ),
);

/**
 * glibc gives memory back to the kernel and asks for it again in every training step; with this it keeps it.
 * 1.1 to 1.5 times faster on a CPU (references/training.md, section 9).
 */
const KEEP_MEMORY =
  "glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=17179869184:glibc.malloc.top_pad=268435456";

/** The command and the clean environment of one launch (references/training.md, section 2). */
export function workerCommand(launch: Launch, context: CommandContext): WorkerCommand {
  const args =
    launch.launcher === "torchrun"
      ? torchrunArguments(launch, context)
      : [launch.script, "--spec", launch.spec];
  return { file: context.python, args, environment: workerEnvironment(launch, context) };
}

/** Where torchrun's own output goes, or the worker's where there is no torchrun. */
export const launcherLog = (directory: string): string => join(directory, "launcher.log");

/** Where torchrun puts a folder `<id>_<random>/attempt_0/<rank>` with each worker's output. */
export const rankLogs = (directory: string): string => join(directory, "logs");

/** Where the first failing worker's exception is written, if it got as far as one. */
export const errorFile = (directory: string): string => join(directory, "error.json");

function torchrunArguments(launch: Launch, { workerFolder }: CommandContext): readonly string[] {
  return [
    join(workerFolder, "launch.py"),
    "--nnodes=1",
    `--nproc-per-node=${launch.processes}`,
    "--rdzv-backend=c10d",
    "--rdzv-endpoint=localhost:0", // a free port: the default, 29500, is the same for every job on the machine
    `--rdzv-id=${launch.id}`,
    "--local-addr=127.0.0.1", // else the host's own name is looked up, which need not resolve
    "--max-restarts=0", // the harness itself starts again, with other slots and a new attempt folder
    "--log-dir",
    rankLogs(launch.directory),
    "--redirects",
    "3", // both streams of each worker to files only: shared ones are interleaved inside a line
    ...[launch.script, "--spec", launch.spec].map(escapeTemplate),
  ];
}

/** torchrun puts each worker's rank in place of `$local_rank` in its arguments, and a `$` in place of `$$`. */
const escapeTemplate = (argument: string): string => argument.replaceAll("$", "$$$$");

function workerEnvironment(launch: Launch, context: CommandContext): Readonly<Record<string, string>> {
  const kept = Object.entries(context.environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !SCRUBBED_PREFIXES.test(entry[0]) && !SCRUBBED_NAMES.has(entry[0]),
  );
  const inherited = Object.fromEntries(kept);
  const threads = String(launch.threadsPerProcess);
  return {
    ...(context.platform === "linux" ? { GLIBC_TUNABLES: KEEP_MEMORY } : {}),
    ...inherited,
    OMP_NUM_THREADS: threads,
    MKL_NUM_THREADS: threads,
    CUDA_VISIBLE_DEVICES: launch.gpus.join(","), // without a grant: none, so that no GPU is touched
    CUBLAS_WORKSPACE_CONFIG: ":4096:8", // the same sums in the same order on every call
    PYTHONHASHSEED: "0",
    PYTHONUNBUFFERED: "1",
    HF_HUB_OFFLINE: "1", // a worker reads files that are there; fetching is a stage of its own
    TRANSFORMERS_OFFLINE: "1",
    TOKENIZERS_PARALLELISM: "false", // it forks badly
    TORCHELASTIC_ERROR_FILE: errorFile(launch.directory),
    HARNESS_PARENT_PID: String(context.parentPid),
    [LAUNCH_MARK]: launch.id,
    [STATE_MARK]: context.stateFolder,
  };
}
