// `npm run setup`: makes a fresh clone ready to work. A second call has nothing to do and says so.
// Needs nothing but Node. Usage: node harness/setup/setup.mjs [--test]
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { inWords, showProgress } from "./progress.mjs";
import { takeLock } from "./setup-lock.mjs";
import { addToStamp, readStamp } from "./stamp.mjs";
import {
  build,
  nodeParts,
  python,
  setupContext,
  SetupFailure,
  stampOfPython,
  testPackages,
} from "./steps.mjs";

const OLDEST_NODE = [20, 19];

/** Refuses a Node that is too old, before anything can fail in a stranger way. */
function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetupFailure(
    `Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.versions.node} (${process.execPath}).\nInstall it from nodejs.org, or with nvm: nvm install --lts`,
  );
}

/** What the last set-up knows of the interpreter is part of the context: without Python nothing is asked twice. */
function withStamp(context) {
  const done = readStamp(context.stamp);
  return {
    done,
    context: { ...context, chosen: done.chosen, stampOfPython: stampOfPython(done.chosen, context) },
  };
}

const isToDo = (step, { done, context }) =>
  done[step.key] !== step.fingerprint(context) || !step.isThere(context);

/**
 * Brings everything up to date. Resolves to whether there was anything to do; throws a SetupFailure in words.
 * @param {{ root: string, test: boolean, stream?: NodeJS.WriteStream }} options
 */
export async function setUp({ root, test, stream = process.stderr }) {
  checkNode();
  const base = setupContext(root);
  const wanted = test ? [nodeParts, build, python, testPackages] : [nodeParts, build, python];
  const toDo = () => wanted.filter((step) => isToDo(step, withStamp(base)));
  if (toDo().length === 0) return { worked: false };
  const release = await takeLock(root, () => {
    stream.write("another set-up of this folder is at work; waiting for it\n");
  });
  try {
    const steps = toDo(); // looked at again: the other one may have done it
    mkdirSync(dirname(base.log), { recursive: true });
    if (steps.length > 0) writeFileSync(base.log, `set-up of ${root} with Node ${process.versions.node}\n`);
    const progress = showProgress({ stream, steps });
    for (const [index, step] of steps.entries()) {
      const { context } = withStamp(base);
      const shown = progress.begin(index);
      try {
        const chosen = await step.run(context, shown.hear);
        complete(step, base, chosen);
        shown.end("done");
      } catch (error) {
        shown.end("failed");
        throw error;
      }
    }
    return { worked: steps.length > 0 };
  } finally {
    await release();
  }
}

/** Records a step as done. Installing packages changes the interpreter's stamp, so it is taken afterwards. */
function complete(step, base, chosen) {
  if (chosen !== undefined) addToStamp(base.stamp, { chosen });
  const { done, context } = withStamp(base);
  const pythonIsDone =
    step.key === "pythonTest" && done.python !== undefined ? { python: python.fingerprint(context) } : {};
  addToStamp(base.stamp, { ...pythonIsDone, [step.key]: step.fingerprint(context) });
}

/** Runs the set-up for the command line: prints, and returns the exit code. */
export async function setUpForCommand(options) {
  const startedMs = Date.now();
  try {
    const { worked } = await setUp(options);
    const words = worked ? "set-up complete" : "set-up: nothing to do";
    process.stderr.write(`${words} (${inWords(Date.now() - startedMs)})\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    return error.exitCode;
  }
}

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await setUpForCommand({ root: ROOT, test: process.argv.includes("--test") });
}
