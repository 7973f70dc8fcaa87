import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll } from "vitest";
import { runCli } from "../../harness/cli/run-cli.ts";

/** The checkout: its harness.yaml and strategies are the ones that users start with. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** What a command line left: its exit code, and what stood on stdout and stderr. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Where a command line is called. */
export interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly width?: number;
  readonly isTty?: boolean;
}

/** Runs a command line in this process: all of the program but main.ts, which only hands it the process's streams. */
export async function harness(args: readonly string[], place: Place = {}): Promise<Ended> {
  const { cwd = ROOT, env = {}, width = Number.POSITIVE_INFINITY, isTty = false } = place;
  let out = "";
  let err = "";
  const code = await runCli(args, {
    out: (text) => void (out += `${text}\n`),
    note: (text) => void (err += `${text}\n`),
    noteRaw: (text) => void (err += text),
    isTty,
    columns: 100,
    width,
    env: { PATH: process.env["PATH"], HARNESS_DATA: join(cwd, "no-data-here"), ...env },
    cwd,
  });
  return { code, out, err };
}

/** The one JSON value that a command printed. */
export const jsonOf = ({ out }: Ended): unknown => JSON.parse(out);

/** The JSON values of the lines that a command printed. */
export const jsonLinesOf = ({ out }: Ended): readonly unknown[] =>
  out
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files, which is removed when the test file is done. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "permafrost-cli-"));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

/** A harness.yaml on the tiny world; each line of `changes` replaces the one with the same key. */
export function harnessYaml(changes: Readonly<Record<string, string>> = {}): string {
  const lines: Readonly<Record<string, string>> = {
    model: "package:datasets/tiny-world/base",
    corpus: "package:datasets/tiny-world/corpus.txt",
    budget: "{ steps: 2, sequence: 32, batch: 4, lr: 1e-3 }",
    device: "cpu",
    seeds: "[1]",
    benchmarks: "[{ name: acquisition }]",
    ...changes,
  };
  return `profiles:\n  demo:\n${Object.entries(lines)
    .map(([key, value]) => `    ${key}: ${value}`)
    .join("\n")}\n`;
}

/** A strategy file's text with this line for what trains. */
export const strategyYaml = (train: string, freeze = "[rest]"): string =>
  `strategy: 1\ntitle: { en: A trial, zh: 试验 }\ntrain: ${train}\nfreeze: ${freeze}\n`;
