// Finds a Python: one that fits as it stands, or one that can make a .venv.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const OLDEST = [3, 11];
const NAMES = ["python3.13", "python3.12", "python3.11", "python3", "python"];
const TIMEOUT_MS = 30_000;

const QUESTION = `
import json, sys
packages = {}
try:
    from importlib.metadata import PackageNotFoundError, version
except ImportError:
    pass
else:
    for name in sys.argv[1:]:
        try:
            packages[name] = version(name)
        except PackageNotFoundError:
            pass
try:
    import ensurepip, venv
    makes_venv = True
except ImportError:
    makes_venv = False
print(json.dumps({"executable": sys.executable, "version": list(sys.version_info[:3]), "packages": packages,
                  "makesVenv": makes_venv, "path": [entry for entry in sys.path if entry]}))
`;

/**
 * What an interpreter says of itself and of these distributions; null if it can't be run.
 * @param {string} python
 * @param {string[]} names
 */
export function askPython(python, names = []) {
  try {
    const options = { encoding: "utf8", timeout: TIMEOUT_MS, stdio: ["ignore", "pipe", "ignore"] };
    const environment = { ...process.env, PYTHONSAFEPATH: "1" };
    return JSON.parse(execFileSync(python, ["-c", QUESTION, ...names], { ...options, env: environment }));
  } catch {
    return null;
  }
}

/**
 * The pinned lines of a requirements file, e.g. { torch: "2.13.0" }; other lines need no check.
 * @param {string} path
 * @returns {Record<string, string>}
 */
export function readPins(path) {
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, version] = /^\s*([A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*==\s*([^\s;#]+)/.exec(line) ?? [];
      return name === undefined ? [] : [[name, version]];
    }),
  );
}

/**
 * What of the pins an interpreter lacks, e.g. ["torch 2.12.1 (2.13.0 is needed)"]. Ours must have each to the patch
 * release; one that the user brought must have torch of the same minor and transformers of the same major release.
 */
export function lackedBy(answer, pins, { exact }) {
  return Object.entries(pins).flatMap(([name, pinned]) => {
    const found = answer.packages[name]?.split("+")[0]; // "2.13.0+cpu" is 2.13.0
    if (found === undefined) return [`no ${name}`];
    const depth = exact ? undefined : ({ torch: 2, transformers: 1 }[name] ?? 0);
    const cut = (version) => version.split(".").slice(0, depth).join(".");
    return cut(found) === cut(pinned) ? [] : [`${name} ${found} (${cut(pinned)} is needed)`];
  });
}

/** @param {number[]} version */
const isNewEnough = ([major, minor]) => major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);

/**
 * An interpreter that is there already and fits: HARNESS_PYTHON (and no other, if it is set), the active
 * environment, or our own .venv.
 */
export function findFitting({ root, pins, environment }) {
  const named = environment.HARNESS_PYTHON;
  const candidates = named
    ? [{ python: named, origin: "HARNESS_PYTHON", exact: false }]
    : [
        ...(environment.VIRTUAL_ENV
          ? [{ python: join(environment.VIRTUAL_ENV, "bin", "python"), origin: "VIRTUAL_ENV", exact: false }]
          : []),
        { python: join(root, ".venv", "bin", "python"), origin: ".venv", exact: true },
      ];
  const tried = [];
  for (const candidate of candidates) {
    const answer = askPython(candidate.python, Object.keys(pins));
    const lacks = answer === null ? ["can't be run"] : lackedBy(answer, pins, candidate);
    if (answer !== null && lacks.length === 0 && isNewEnough(answer.version))
      return { found: { ...candidate, answer }, tried };
    tried.push({ ...candidate, answer, lacks });
  }
  return { found: null, tried };
}

/** The first Python on PATH that can make a .venv; if none can, what was found. */
export function findMaker() {
  const seen = NAMES.flatMap((name) => {
    const answer = askPython(name);
    return answer === null ? [] : [{ name, ...answer }];
  });
  const maker = seen.find(({ version, makesVenv }) => isNewEnough(version) && makesVenv);
  return { maker: maker ?? null, seen };
}
