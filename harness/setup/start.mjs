// `npm start`: set-up, then all strategies on the embedded tiny world, then the site. Usage: npm start -- [run options]
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { inWords } from "./progress.mjs";
import { ROOT, setUpForCommand } from "./setup.mjs";

const PROFILE = "tiny-world";
const INTERRUPTED = 130;

/** strategies/*.yaml in the order of their names: a shell on every platform would sort and expand differently. */
function strategyFiles(root) {
  const files = readdirSync(join(root, "strategies")).filter((name) => /\.ya?ml$/.test(name));
  return files.sort().map((name) => join("strategies", name));
}

/** Runs one command of the harness in this terminal; resolves to its exit code. */
function harness(args) {
  return new Promise((resolve, reject) => {
    const command = [join("dist", "harness", "main.js"), ...args];
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: "inherit" });
    // Ctrl-C reaches the child by itself, and it has something to save: we wait for it.
    const wait = () => {};
    const pass = (signal) => child.kill(signal);
    process.on("SIGINT", wait).on("SIGTERM", pass);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      process.off("SIGINT", wait).off("SIGTERM", pass);
      resolve(code ?? (signal === "SIGINT" ? INTERRUPTED : 1));
    });
  });
}

async function main() {
  const setupStartedMs = Date.now();
  const setupCode = await setUpForCommand({ root: ROOT, test: false });
  const setupMs = Date.now() - setupStartedMs;
  if (setupCode !== 0) return setupCode;

  const jobStartedMs = Date.now();
  const runCode = await harness([
    "run",
    ...strategyFiles(ROOT),
    "--profile",
    PROFILE,
    ...process.argv.slice(2),
  ]);
  // 1: something failed, and the rest is worth looking at. Anything above: nothing was run, or we were stopped.
  if (runCode > 1) return runCode;
  const siteCode = await harness(["site", "build", "--profile", PROFILE]);
  process.stderr.write(
    `set-up ${inWords(setupMs)}, strategies and site ${inWords(Date.now() - jobStartedMs)}\n`,
  );
  return Math.max(runCode, siteCode);
}

process.exitCode = await main();
