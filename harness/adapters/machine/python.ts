import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import type { PythonFound } from "../../app/ports/machine.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { Probe, ProbeCache } from "./python-probe.ts";

/** Where to look; paths are absolute. */
export interface PythonSearch {
  readonly wanted: string | undefined; // of --python: a path, or a name on PATH
  readonly environment: NodeJS.ProcessEnv;
  readonly packageRoot: string;
  readonly workingFolder: string;
  readonly probes: ProbeCache;
}

/** What the workers are written for and tested with; newer patch releases and local builds (+cpu, +cu130) fit. */
export const REQUIRED = { python: [3, 11], torch: "2.13", transformers: "5" } as const;

interface Candidate {
  readonly path: string;
  readonly origin: string;
  /** Somebody named this one, so no other is taken in its place. */
  readonly named: boolean;
}

type Unfit = { readonly candidate: Candidate } & (
  | { readonly why: "broken"; readonly message: string }
  | { readonly why: "too-old"; readonly probe: Probe }
  | { readonly why: "packages"; readonly probe: Probe; readonly problems: readonly string[] }
);

/**
 * The first interpreter that can run the workers: --python, HARNESS_PYTHON, the active VIRTUAL_ENV, .venv of the
 * package, .venv of the working folder, then python3 on PATH. If none fits, what was tried, and what to do.
 */
export async function findPython(search: PythonSearch): Promise<Result<PythonFound, readonly Diagnostic[]>> {
  const unfit: Unfit[] = [];
  for (const candidate of candidatesOf(search)) {
    const asked = await search.probes.ask(candidate.path);
    if (!asked.ok) {
      unfit.push({ candidate, why: "broken", message: asked.error });
    } else {
      const probe = asked.value;
      const problems = packageProblems(probe);
      if (isTooOld(probe)) unfit.push({ candidate, why: "too-old", probe });
      else if (problems.length > 0) unfit.push({ candidate, why: "packages", probe, problems });
      else return ok(foundPython(candidate, probe));
    }
    if (candidate.named) break;
  }
  return err([explain(unfit)]);
}

function candidatesOf({
  wanted,
  environment,
  packageRoot,
  workingFolder,
}: PythonSearch): readonly Candidate[] {
  const named = (value: string, origin: string): readonly Candidate[] => [
    {
      path: value.includes("/") ? resolve(workingFolder, value) : (onPath(value, environment) ?? value),
      origin,
      named: true,
    },
  ];
  const fromEnvironment = environment["HARNESS_PYTHON"];
  if (wanted !== undefined) return named(wanted, "--python");
  if (fromEnvironment !== undefined && fromEnvironment !== "")
    return named(fromEnvironment, "HARNESS_PYTHON");
  const active = environment["VIRTUAL_ENV"];
  const folders = [
    ...(active === undefined || active === "" ? [] : [{ folder: active, origin: "VIRTUAL_ENV" }]),
    { folder: join(packageRoot, ".venv"), origin: ".venv" },
    { folder: join(workingFolder, ".venv"), origin: ".venv" },
  ];
  const inFolders = folders.map(({ folder, origin }) => ({
    path: join(folder, "bin", "python"),
    origin,
    named: false,
  }));
  const system = ["python3", "python3.13", "python3.12", "python3.11"].flatMap((name) => {
    const path = onPath(name, environment);
    return path === undefined ? [] : [{ path, origin: `${name} on PATH`, named: false }];
  });
  const all = [...inFolders.filter(({ path }) => existsSync(path)), ...system];
  return all.filter(({ path }, at) => all.findIndex((other) => other.path === path) === at);
}

const onPath = (name: string, environment: NodeJS.ProcessEnv): string | undefined =>
  (environment["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** The path is the interpreter's own: a shim would stand between us and the process that we watch. */
function foundPython({ origin }: Candidate, { executable, version, packages }: Probe): PythonFound {
  return { path: executable, origin, version, packages };
}

function isTooOld({ version }: Probe): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < REQUIRED.python[0] || (major === REQUIRED.python[0] && minor < REQUIRED.python[1]);
}

/** e.g. ["torch 2.12.1 (2.13 is needed)", "no transformers"] */
function packageProblems({ packages }: Probe): readonly string[] {
  const needs = [
    { name: "torch", version: REQUIRED.torch },
    { name: "transformers", version: REQUIRED.transformers },
    { name: "tokenizers", version: "" },
    { name: "safetensors", version: "" },
    { name: "numpy", version: "" },
  ];
  return needs.flatMap(({ name, version }) => {
    const found = packages[name];
    if (found === undefined) return [`no ${name}`];
    return version === "" || found.startsWith(`${version}.`)
      ? []
      : [`${name} ${found} (${version} is needed)`];
  });
}

function explain(unfit: readonly Unfit[]): Diagnostic {
  const tried = unfit.map(triedLine);
  const named = unfit.find(({ candidate }) => candidate.named);
  const problem = (code: string, message: string, remedy: string): Diagnostic => ({
    severity: "error",
    code,
    message,
    hint: [remedy, ...(tried.length > 1 ? ["tried:", ...tried.map((line) => `  ${line}`)] : [])].join("\n"),
  });
  const minimum = REQUIRED.python.join(".");
  if (named?.why === "broken") {
    const { origin, path } = named.candidate;
    return problem(
      "python-broken",
      `${origin}: ${path} can't be run as a Python: ${named.message}`,
      "give the path of a Python interpreter",
    );
  }
  const wrong = unfit.find(({ why }) => why === "packages");
  if (wrong?.why === "packages") {
    const remedy = wrong.candidate.named
      ? `install them there (harness/worker/requirements.txt), or leave ${wrong.candidate.origin} out and run \`npm run setup\``
      : "run `npm run setup`, which makes a .venv with the right ones, or name another interpreter with --python or HARNESS_PYTHON";
    const code = wrong.probe.packages["torch"] === undefined ? "no-torch" : "python-packages";
    return problem(code, `no Python with the packages that the workers need: ${triedLine(wrong)}`, remedy);
  }
  const old = unfit.find(({ why }) => why === "too-old");
  if (old?.why === "too-old") {
    return problem(
      "python-too-old",
      `Python ${minimum} or newer is needed: ${triedLine(old)}`,
      HOW_TO_INSTALL,
    );
  }
  return problem("no-python", `no Python was found: ${minimum} or newer is needed`, HOW_TO_INSTALL);
}

const HOW_TO_INSTALL = [
  "install one, then run `npm run setup`:",
  "  Debian, Ubuntu: sudo apt install python3 python3-venv",
  "  Fedora: sudo dnf install python3",
  "  macOS: brew install python",
].join("\n");

/** e.g. "/usr/bin/python3 (python3 on PATH) is Python 3.9.2" */
function triedLine(tried: Unfit): string {
  const { path, origin } = tried.candidate;
  const what = `${path} (${origin})`;
  switch (tried.why) {
    case "broken":
      return `${what} can't be run: ${tried.message}`;
    case "too-old":
      return `${what} is Python ${tried.probe.version}`;
    case "packages":
      return `${what} has ${tried.problems.join(", ")}`;
  }
}
