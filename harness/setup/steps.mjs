// The parts of the set-up. Each says whether it has something to do, and does it.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join, relative } from "node:path";
import { explainNoPython, explainStepFailure } from "./failure-hints.mjs";
import {
  buildFingerprint,
  nodePartsFingerprint,
  pythonFingerprint,
  typescriptFiles,
} from "./fingerprints.mjs";
import { findFitting, findMaker, lackedBy, OLDEST, askPython, readPins } from "./python-search.mjs";
import { runProcess } from "./run-process.mjs";

/** A step that can't be done; `message` says why and what to do. Exit codes as in the command line's contract. */
export class SetupFailure extends Error {
  constructor(message, { exitCode = 3, tail = "" } = {}) {
    super(message);
    this.exitCode = exitCode;
    this.tail = tail; // what the program said that failed
  }
}

/** Everything that the steps share. */
export function setupContext(root, environment = process.env) {
  const state = join(root, ".harness");
  return {
    root,
    environment: { ...environment, PIP_USER: "0" }, // a user's "install for me" has no place in a .venv
    stamp: join(state, "setup.json"),
    log: join(state, "setup.log"),
    venv: join(root, ".venv"),
    requirements: join(root, "harness", "worker", "requirements.txt"),
    testRequirements: join(root, "harness", "worker", "requirements-test.txt"),
  };
}

/** Runs a program, given as its path and arguments. */
async function run({ root, log, environment }, [file, ...args], hear) {
  const result = await runProcess({ file, args, cwd: root, log, env: environment, onLine: hear });
  if (result.stopped)
    throw new SetupFailure("The set-up was interrupted; the same command goes on with it.", {
      exitCode: 130,
    });
  return result;
}

/** Runs a program whose failure is the step's. */
async function mustRun(context, program, hear) {
  const { ok, tail, code } = await run(context, program, hear);
  if (ok) return;
  const command = [basename(program[0]), ...program.slice(1)].join(" ");
  const words = `\`${command}\` ended with ${code ?? "no exit code"}:\n${explainStepFailure(tail, context.log)}`;
  throw new SetupFailure(words, { tail });
}

/** npm's own script run by this very Node where npm started us, else the npm on PATH. */
function npm(context, args, hear) {
  const script = context.environment.npm_execpath;
  return script && /npm-cli\.c?js$/.test(script)
    ? mustRun(context, [process.execPath, script, ...args], hear)
    : mustRun(context, ["npm", ...args], hear);
}

/** Whether every package of the lock file lies in node_modules in its version: npm writes its own list last. */
function nodePartsAreThere(root) {
  try {
    const read = (path) => JSON.parse(readFileSync(join(root, path), "utf8")).packages;
    const installed = read("node_modules/.package-lock.json");
    return Object.entries(read("package-lock.json")).every(
      ([path, { version, optional, peer }]) =>
        path === "" || optional || peer || installed[path]?.version === version,
    );
  } catch {
    return false;
  }
}

/** With the parts for development also where NODE_ENV says production: the compiler is one of them. */
const NPM_FLAGS = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=warn"];

/** What the lock file says, exactly. Where npm finds it incomplete, what it does say is kept, and the rest chosen. */
async function installNodeParts(context, hear) {
  if (!existsSync(join(context.root, "package-lock.json")))
    return npm(context, ["install", ...NPM_FLAGS], hear);
  try {
    await npm(context, ["ci", ...NPM_FLAGS], hear);
  } catch (error) {
    // e.g. a lock file made behind a registry mirror that lacks the optional packages of other platforms
    if (!/\bEUSAGE\b/.test(error.tail ?? "")) throw error;
    hear("the lock file is incomplete");
    await npm(context, ["install", "--no-save", ...NPM_FLAGS], hear); // writes no file of the checkout
  }
}

/** npm empties node_modules first: through a link it would empty somebody else's. */
function refuseLink(path) {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new SetupFailure(
    `${path} is a link to ${readlinkSync(path)}, whose packages are not those of package-lock.json.\nBring them up to date there, or remove the link to get packages of this folder's own.`,
  );
}

const TRY_SQLITE = 'new (require("better-sqlite3"))(":memory:").close()';

/** The Node packages, and that the compiled one among them loads: npm may leave out install scripts. */
export const nodeParts = {
  key: "node",
  title: "Node packages",
  usualSeconds: 60,
  fingerprint: ({ root }) => nodePartsFingerprint(root),
  isThere: ({ root }) => existsSync(join(root, "node_modules", ".package-lock.json")),
  async run(context, hear) {
    const { root } = context;
    if (!nodePartsAreThere(root)) {
      refuseLink(join(root, "node_modules"));
      await installNodeParts(context, hear);
    }
    const usesSqlite = existsSync(join(root, "node_modules", "better-sqlite3"));
    if (!usesSqlite || (await run(context, [process.execPath, "-e", TRY_SQLITE], hear)).ok) return;
    hear("building better-sqlite3");
    await npm(context, ["rebuild", "better-sqlite3", "--loglevel=warn", "--foreground-scripts"], hear);
    await mustRun(context, [process.execPath, "-e", TRY_SQLITE], hear);
  },
};

/** dist/ from the TypeScript sources. */
export const build = {
  key: "build",
  title: "compiling",
  usualSeconds: 10,
  fingerprint: ({ root }) => buildFingerprint(root),
  isThere: ({ root }) => existsSync(join(root, "dist", "harness", "main.js")),
  async run(context, hear) {
    const { root } = context;
    const dist = join(root, "dist");
    // The compiler writes only what has changed since its notes, which say nothing of files that were deleted.
    if (!build.isThere(context)) rmSync(dist, { recursive: true, force: true });
    removeOrphans(root, dist);
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    await mustRun(context, [process.execPath, compiler, "-p", join("harness", "tsconfig.build.json")], hear);
  },
};

/** Compiled files whose source is gone. */
function removeOrphans(root, dist) {
  if (!existsSync(dist)) return;
  const sources = new Set(["harness", "site"].flatMap((folder) => typescriptFiles(join(root, folder))));
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const source = join(root, relative(dist, path).replace(/\.js$/, ".ts"));
    if (entry.isFile() && path.endsWith(".js") && !sources.has(source)) rmSync(path);
  }
}

/** While this file lies in .venv, the environment is not complete. */
const BUILDING = "permafrost-is-building-this";

/** An interpreter with the workers' packages: one that is there and fits, else .venv. */
export const python = {
  key: "python",
  title: "Python packages",
  usualSeconds: 110,
  fingerprint: ({ stampOfPython }) => stampOfPython,
  isThere: () => true,
  async run(context, hear) {
    const { root, environment, venv, requirements } = context;
    const pins = readPins(requirements);
    const { found, tried } = findFitting({ root, pins, environment });
    const isOurs = found?.origin === ".venv";
    if (found !== null && !(isOurs && existsSync(join(venv, BUILDING))))
      return describePython(found.python, found.answer);
    const named = tried.find(({ origin }) => origin === "HARNESS_PYTHON");
    if (named) {
      throw new SetupFailure(
        `HARNESS_PYTHON=${named.python} does not fit: ${named.lacks.join(", ")}.\nInstall ${relative(root, requirements)} there, or unset HARNESS_PYTHON to get a .venv.`,
      );
    }
    await makeVenv(context, hear);
    const own = join(venv, "bin", "python");
    await mustRun(context, [own, "-m", "pip", "install", ...PIP_FLAGS, "-r", requirements], hear);
    const answer = askPython(own, Object.keys(pins));
    const lacks = answer === null ? ["it can't be run"] : lackedBy(answer, pins, { exact: true });
    if (lacks.length > 0)
      throw new SetupFailure(`pip has installed the packages, but ${own}: ${lacks.join(", ")}.`);
    rmSync(join(venv, BUILDING), { force: true });
    return describePython(own, answer);
  },
};

const PIP_FLAGS = ["--disable-pip-version-check", "--no-input", "--progress-bar=off"];

/** A fresh .venv, unless a whole one is there, perhaps the user's own: pip then brings that up to date. */
async function makeVenv(context, hear) {
  const { venv } = context;
  const marker = join(venv, BUILDING);
  const isWhole = existsSync(join(venv, "pyvenv.cfg")) && !existsSync(marker);
  if (isWhole && askPython(join(venv, "bin", "python")) !== null) return;
  const { maker, seen } = findMaker();
  if (maker === null) throw new SetupFailure(explainNoPython(seen, OLDEST));
  hear(`python ${maker.version.join(".")}`);
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(venv);
  writeFileSync(marker, "This environment is not complete: the next set-up makes it afresh.\n");
  await mustRun(context, [maker.executable, "-m", "venv", venv], hear);
}

const describePython = (path, { path: packageFolders }) => ({ python: path, packageFolders });

/** What the tests of the workers need besides; only into our own .venv, never into a user's environment. */
export const testPackages = {
  key: "pythonTest",
  title: "Python packages for the tests",
  usualSeconds: 15,
  fingerprint: ({ stampOfPython }) => stampOfPython,
  isThere: () => true,
  async run(context, hear) {
    const { venv, testRequirements, root, chosen } = context;
    if (!existsSync(testRequirements)) return;
    const pins = readPins(testRequirements);
    const lacking = () =>
      lackedBy(askPython(chosen.python, Object.keys(pins)) ?? { packages: {} }, pins, { exact: false });
    if (lacking().length === 0) return;
    if (chosen.python !== join(venv, "bin", "python")) {
      throw new SetupFailure(
        `${chosen.python} lacks what the tests need: ${lacking().join(", ")}.\nInstall ${relative(root, testRequirements)} there, or unset HARNESS_PYTHON and VIRTUAL_ENV to get a .venv.`,
      );
    }
    const pip = [chosen.python, "-m", "pip", "install", ...PIP_FLAGS, "-r", testRequirements];
    await mustRun(context, pip, hear);
  },
};

/** The fingerprint of an interpreter that was chosen, with what was required of it at that time. */
export const stampOfPython = (chosen, { requirements, testRequirements, environment }) =>
  chosen === undefined
    ? ""
    : pythonFingerprint({ ...chosen, requirements: [requirements, testRequirements] }) +
      ` ${environment.HARNESS_PYTHON ?? ""} ${environment.VIRTUAL_ENV ?? ""}`;
