import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The interpreter that has torch: HARNESS_PYTHON, else the project's own. */
export const python = process.env["HARNESS_PYTHON"] ?? join(root, ".venv", "bin", "python");

/** Names of the unittest files in a folder, e.g. "test_pack.py". */
export const unittestFiles = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => /^test_\w+\.py$/.test(name));

/** Runs one file of Python's own unittest; the outcome is all that it printed. */
export async function runUnittest(
  folder: string,
  file: string,
): Promise<{ passed: boolean; output: string }> {
  if (!existsSync(python)) throw new Error(`${python} is missing: run \`npm run setup\` first`);
  const args = ["-m", "unittest", "discover", "-s", folder, "-p", file];
  const { exitCode, all } = await execa(python, args, { all: true, reject: false });
  return { passed: exitCode === 0 && !/^Ran 0 tests/m.test(all), output: all };
}
