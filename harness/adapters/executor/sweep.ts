import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Marks that a process must have in its environment, all of them; e.g. { HARNESS_STATE: "/home/me/.harness" } */
export type Marks = Readonly<Record<string, string>>;

/** How long a swept process may take to end on SIGTERM before it gets SIGKILL. */
export interface SweepTimes {
  readonly politeMs: number;
}

const POLITE_MS = 1000;
const POLL_MS = 50;
/** A process in an uninterruptible wait (a lost network disk) can't be ended; we don't wait for it forever. */
const GIVE_UP_MS = 10_000;

/**
 * Ends every process with these marks in its environment, in whatever session or process group it is, except
 * ourselves and our ancestors. Resolves when none is left, to how many there were.
 */
export async function sweep(
  marks: Marks,
  { politeMs }: SweepTimes = { politeMs: POLITE_MS },
): Promise<number> {
  const seen = new Set<number>();
  const asked = new Set<number>();
  for (let waitedMs = 0; waitedMs <= politeMs + GIVE_UP_MS; waitedMs += POLL_MS) {
    // Looked for anew in each round: what was about to start another process may have done so meanwhile.
    const left = await markedProcesses(marks);
    if (left.length === 0) break;
    for (const pid of left) {
      seen.add(pid);
      if (waitedMs >= politeMs) signal(pid, "SIGKILL");
      else if (!asked.has(pid)) signal(pid, "SIGTERM");
      asked.add(pid);
    }
    await sleep(POLL_MS);
  }
  return seen.size;
}

/** The processes of this user that have all these marks, without ourselves and our ancestors. */
export async function markedProcesses(marks: Marks): Promise<readonly number[]> {
  if (process.platform !== "linux") return markedByPs(marks);
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const marked = pids.filter((pid) => hasMarks(readProc(`${pid}/environ`), marks)).map(Number);
  if (marked.length === 0) return [];
  const own = ownLine((pid) => Number(/^PPid:\s*(\d+)/m.exec(readProc(`${pid}/status`))?.[1] ?? 0));
  return marked.filter((pid) => !own.has(pid));
}

/** The kernel's copy of the environment that a process was started with; empty if it is another user's, or gone. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, "latin1");
  } catch {
    return "";
  }
}

function hasMarks(environ: string, marks: Marks): boolean {
  if (environ === "") return false;
  const entries = new Set(environ.split("\0"));
  return Object.entries(marks).every(([name, value]) =>
    entries.has(Buffer.from(`${name}=${value}`).toString("latin1")),
  );
}

/** Ourselves, our parent, and so on. */
function ownLine(parentOf: (pid: number) => number): ReadonlySet<number> {
  const line = new Set<number>();
  for (let pid = process.pid; pid > 1 && !line.has(pid); pid = parentOf(pid)) line.add(pid);
  return line;
}

/** macOS: `ps -E` puts the environment after the command, separated by blanks. */
async function markedByPs(marks: Marks): Promise<readonly number[]> {
  const { execa } = await import("execa");
  const { stdout } = await execa("ps", ["-Eww", "-ax", "-o", "pid=,ppid=,command="], { reject: false });
  const rows = stdout.split("\n").map((line) => {
    const [, pid = "0", ppid = "0", command = ""] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), ppid: Number(ppid), command: `${command} ` };
  });
  const parents = new Map(rows.map(({ pid, ppid }) => [pid, ppid]));
  const own = ownLine((pid) => parents.get(pid) ?? 0);
  return rows
    .filter(({ command }) =>
      Object.entries(marks).every(([name, value]) => command.includes(` ${name}=${value} `)),
    )
    .map(({ pid }) => pid)
    .filter((pid) => pid > 1 && !own.has(pid));
}

function signal(pid: number, name: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended between the look and the signal.
  }
}
