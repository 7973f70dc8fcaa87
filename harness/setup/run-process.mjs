// Runs one program of the set-up: its output goes to the log, its end is a value.
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";

const TAIL_CHARACTERS = 20_000;

/**
 * Runs a program to its end. `stopped` is whether somebody interrupted us; `tail` the end of both output streams.
 * @param {{ file: string, args: string[], cwd: string, log: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} command
 * @returns {Promise<{ ok: boolean, code: number | null, stopped: boolean, tail: string }>}
 */
export function runProcess({ file, args, cwd, log, env = process.env, onLine = () => {} }) {
  appendFileSync(log, `\n$ ${[file, ...args].join(" ")}\n`);
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let tail = "";
    let stopped = false;
    const hear = (bytes) => {
      const text = bytes.toString("utf8");
      appendFileSync(log, text);
      tail = (tail + text).slice(-TAIL_CHARACTERS);
      for (const line of text.split("\n")) if (line.trim() !== "") onLine(line.trim());
    };
    // Ctrl-C in a terminal reaches the child too; `kill` reaches only us.
    const stop = (signal) => {
      stopped = true;
      child.kill(signal);
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
    const end = (result) => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      resolve({ ...result, stopped, tail });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", (error) => {
      tail += `${error.message}\n`;
      end({ ok: false, code: null });
    });
    child.once("close", (code) => end({ ok: code === 0, code }));
  });
}
