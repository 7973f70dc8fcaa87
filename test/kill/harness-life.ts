import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { markedProcesses } from "../../harness/adapters/executor/sweep.ts";
import { isRunning, until } from "../fixtures/executor/lab.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const MAIN = join(ROOT, "dist/harness/main.js");

/** How a process ended: its exit code, or the signal that ended it. */
export type Ending = number | NodeJS.Signals;

/** An event of `harness run --json`, with what these tests read of it. */
export interface ToldEvent {
  readonly event: string;
  readonly stage?: string;
  readonly run?: string;
  readonly fingerprint?: string;
  readonly done?: number;
  readonly step?: number;
  readonly adopted?: boolean;
}

/** The processes of one run: us, torchrun, and who computes. */
export type Target = "harness" | "torchrun" | "worker";

/** One harness process, from its start to its end. */
export class HarnessLife {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  said = ""; // on stderr: what people read
  output = ""; // on stdout: JSON lines
  private readonly child: ChildProcess;
  private hasEnded = false;

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [MAIN, ...args], {
      cwd: ROOT,
      env: { ...process.env, NO_COLOR: "1", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.pid = this.child.pid ?? 0;
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.said += text));
    this.ended = new Promise((done) => {
      this.child.once("close", (code, signal) => {
        this.hasEnded = true;
        done(code ?? signal ?? 0);
      });
    });
  }

  get isOver(): boolean {
    return this.hasEnded;
  }

  /** Sends a signal to the harness process alone. */
  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** What it has told with --json so far; a last line that is cut short is left out. */
  events(): readonly ToldEvent[] {
    const lines = this.output.slice(0, this.output.lastIndexOf("\n") + 1).split("\n");
    // A maker: these are lines of `harness run --json`.
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as ToldEvent);
  }

  /** Waits for an event, and fails at once if the process ends without it. */
  async seen(what: string, isIt: (event: ToldEvent) => boolean): Promise<void> {
    await until(() => this.hasEnded || this.events().some(isIt), what, PATIENCE_MS);
    if (!this.events().some(isIt)) throw new Error(`it ended without ${what}:\n${this.said}`);
  }
}

/** The machine may be busy with much else. */
export const PATIENCE_MS = 180_000;

/** A harness command to its end. */
export async function harness(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<HarnessLife & { readonly ending: Ending }> {
  const life = new HarnessLife(args, environment);
  return Object.assign(life, { ending: await life.ended });
}

/** All processes that a state folder's runs have started and that have not ended. */
export async function leftOf(state: string): Promise<readonly number[]> {
  return (await markedProcesses({ HARNESS_STATE: state })).filter(isRunning);
}

/** The running processes of a harness process, by what they are. Packing and auditing have no torchrun. */
export async function familyOf(
  state: string,
  harnessPid: number,
): Promise<Readonly<Record<Target, readonly number[]>>> {
  const marked = await leftOf(state);
  const children = marked.filter((pid) => parentOf(pid) === harnessPid);
  const torchrun = children.filter((pid) => commandOf(pid).includes("launch.py"));
  const plain = children.filter((pid) => !torchrun.includes(pid));
  const forked = marked.filter((pid) => torchrun.includes(parentOf(pid)));
  return { harness: [harnessPid], torchrun, worker: [...plain, ...forked] };
}

/** Ends a process as the out-of-memory killer does, and waits until it is gone. False if it had ended before. */
export async function killHard(pid: number): Promise<boolean> {
  if (!isRunning(pid)) return false;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
  await until(() => !isRunning(pid), `process ${pid} to end`);
  return true;
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)/m.exec(readProc(`${pid}/status`))?.[1] ?? 0);
}

const commandOf = (pid: number): string => readProc(`${pid}/cmdline`).replaceAll("\0", " ");

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, "utf8");
  } catch {
    return "";
  }
}
