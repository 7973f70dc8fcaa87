import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { err, ok, type Result } from "../../domain/result.ts";
import { writeFileAtomic } from "../files/atomic.ts";

/** The distributions whose versions can change a result. */
const PACKAGES = ["torch", "transformers", "tokenizers", "safetensors", "numpy"] as const;

const probeSchema = z.object({
  executable: z.string(),
  version: z.string(), // e.g. "3.11.7"
  packages: z.record(z.string(), z.string()), // those that are installed
  path: z.array(z.string()), // sys.path: where packages come from
});

/** What an interpreter says of itself. */
export type Probe = Readonly<z.output<typeof probeSchema>>;

/**
 * Asks without importing any package (torch alone takes seconds). Every Python from 2.7 on understands it, so that
 * one which is too old can say so.
 */
const QUESTION = `
import json, sys
packages = {}
try:
    from importlib.metadata import PackageNotFoundError, version
except ImportError:
    pass
else:
    for name in ${JSON.stringify(PACKAGES)}:
        try:
            packages[name] = version(name)
        except PackageNotFoundError:
            pass
here = [entry for entry in sys.path if entry]
print(json.dumps({"executable": sys.executable, "version": "%d.%d.%d" % sys.version_info[:3], "packages": packages, "path": here}))
`;

const TIMEOUT_MS = 30_000;

/** Answers of interpreters, remembered in memory and in a file until the interpreter or its packages change. */
export interface ProbeCache {
  ask(path: string): Promise<Result<Probe, string>>;
}

const cacheSchema = z.record(z.string(), z.object({ stamp: z.string(), probe: probeSchema }));

/** A cache in this file; it need not be there, and may be deleted at any time. */
export function probeCache(file: string, environment: NodeJS.ProcessEnv): ProbeCache {
  const remembered = new Map(Object.entries(readCache(file)));
  return {
    ask: async (path) => {
      const key = `${path}\n${environment["PYTHONPATH"] ?? ""}`;
      const known = remembered.get(key);
      if (known !== undefined && stampOf(path, known.probe) === known.stamp) return ok(known.probe);
      const asked = await askInterpreter(path, environment);
      if (!asked.ok || isScript(path)) return asked; // a shim's answer depends on more than we can see
      remembered.set(key, { stamp: stampOf(path, asked.value), probe: asked.value });
      writeCache(file, Object.fromEntries(remembered));
      return asked;
    },
  };
}

async function askInterpreter(path: string, environment: NodeJS.ProcessEnv): Promise<Result<Probe, string>> {
  const { execa } = await import("execa"); // slow to load, and mostly the answer is remembered
  const result = await execa(path, ["-c", QUESTION], {
    reject: false,
    timeout: TIMEOUT_MS,
    stdin: "ignore",
    env: { ...environment, PYTHONSAFEPATH: "1" }, // or packages in the current folder would count
    extendEnv: false,
  });
  if (result.failed) return err(failureWords(result));
  try {
    return ok(probeSchema.parse(JSON.parse(result.stdout)));
  } catch {
    return err(`it did not answer as a Python does: ${result.stdout.slice(0, 100)}`);
  }
}

function failureWords(result: {
  readonly code?: string | undefined;
  readonly timedOut: boolean;
  readonly stderr: string;
  readonly originalMessage?: string | undefined;
}): string {
  if (result.code === "ENOENT") return "there is no such program";
  if (result.code === "EACCES") return "it may not be run (see its permissions)";
  if (result.timedOut) return `it did not answer within ${TIMEOUT_MS / 1000} s`;
  return lastLineOf(result.stderr) ?? result.originalMessage ?? "it failed without a word";
}

/** Changes when the interpreter is replaced, or a package is installed in or removed from any of its folders. */
function stampOf(path: string, probe: Probe): string {
  const places = [path, join(path, "../../pyvenv.cfg"), ...probe.path];
  return places.map((place) => `${place} ${changeOf(place)}`).join("\n");
}

/** e.g. "/usr/bin/python3.11 1711872000000"; "-" where there is nothing. */
function changeOf(place: string): string {
  try {
    const real = realpathSync(place);
    return `${real} ${statSync(real).mtimeMs}`;
  } catch {
    return "-";
  }
}

function isScript(path: string): boolean {
  try {
    return readFileSync(realpathSync(path)).subarray(0, 2).toString("latin1") === "#!";
  } catch {
    return true; // found through PATH, and so by a rule that we don't see
  }
}

function readCache(file: string): z.output<typeof cacheSchema> {
  try {
    return existsSync(file) ? cacheSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
  } catch {
    return {};
  }
}

function writeCache(file: string, cache: z.output<typeof cacheSchema>): void {
  try {
    writeFileAtomic(file, `${JSON.stringify(cache)}\n`);
  } catch {
    // Without a cache the next start asks again, a tenth of a second later.
  }
}

const lastLineOf = (text: string): string | undefined =>
  text
    .split("\n")
    .map((line) => line.trim())
    .findLast((line) => line !== "");
