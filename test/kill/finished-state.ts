import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { doneMarker } from "../../harness/domain/contract/events.ts";
import { harness } from "./harness-life.ts";

/** All that a finished state folder says, to be compared to the last bit. */
export interface FinishedState {
  readonly outputs: readonly string[]; // fingerprints
  readonly models: Readonly<Record<string, string>>; // fingerprint -> sha256 of model.safetensors
  readonly answers: Readonly<Record<string, string>>; // fingerprint -> sha256 of results.jsonl
  readonly audits: Readonly<Record<string, string>>; // fingerprint -> sha256 of audit.json
  readonly items: Readonly<Record<string, string>>; // run -> its questions with log-probabilities, as JSON lines
  readonly scores: string; // the last event of the run, asked for once more
}

/** Reads a finished state folder: `command` is the run that finished it, `runs` their names. */
export async function readFinished(
  state: string,
  { command, runs }: { readonly command: readonly string[]; readonly runs: readonly string[] },
): Promise<FinishedState> {
  const items: Record<string, string> = {};
  for (const run of runs) items[run] = await stdoutOf(["items", run, "--json", "--state", state]);
  const last = (await stdoutOf([...command, "--json", "--state", state])).trimEnd().split("\n").at(-1);
  return {
    outputs: readdirSync(join(state, "cache")).sort(),
    models: modelHashes(state),
    answers: hashesOf(state, "results.jsonl"),
    audits: hashesOf(state, "audit.json"),
    items,
    scores: last ?? "",
  };
}

/** The sha256 of every trained model in a state folder, by fingerprint. */
export const modelHashes = (state: string): Readonly<Record<string, string>> =>
  hashesOf(state, "model/model.safetensors");

/** The sha256 of one file of each output, by fingerprint; outputs without such a file are left out. */
function hashesOf(state: string, file: string): Readonly<Record<string, string>> {
  const outputs = readdirSync(join(state, "cache")).map((name) => ({
    name,
    path: join(state, "cache", name, file),
  }));
  return Object.fromEntries(
    outputs
      .filter(({ path }) => existsSync(path))
      .map(({ name, path }) => [name, createHash("sha256").update(readFileSync(path)).digest("hex")]),
  );
}

/** What nobody may ever see, at whatever moment: an output without its marker, a database that is not whole. */
export function liesIn(state: string): readonly string[] {
  const cache = join(state, "cache");
  if (!existsSync(cache)) return [];
  const problems = readdirSync(cache)
    .filter((name) => !name.endsWith(".partial"))
    .filter((name) => markedAs(join(cache, name, "done.json")) !== name)
    .map((name) => `cache/${name} has no fitting done.json`);
  const integrity = ask(state, (db) => db.pragma("integrity_check", { simple: true }));
  return integrity === "ok" ? problems : [...problems, `harness.db: ${String(integrity)}`];
}

/** What must not be left in a state folder where all is done: half-written things, and states to resume from. */
export function leftoversIn(state: string): readonly string[] {
  const files = readdirSync(state, { recursive: true, encoding: "utf8" });
  const unfinished = files.filter((name) => name.endsWith(".tmp") || name.endsWith(".partial"));
  const open = ask(state, (db) => db.prepare("SELECT id FROM attempt WHERE ended_at IS NULL").all());
  return [
    ...liesIn(state),
    ...unfinished,
    ...open.map((row) => `an attempt without an end: ${JSON.stringify(row)}`),
  ];
}

function markedAs(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return doneMarker.safeParse(JSON.parse(readFileSync(file, "utf8"))).data?.fingerprint;
}

function ask<T>(state: string, question: (db: Database.Database) => T): T {
  const db = new Database(join(state, "harness.db"), { readonly: true });
  try {
    return question(db);
  } finally {
    db.close();
  }
}

async function stdoutOf(args: readonly string[]): Promise<string> {
  const { ending, said, output } = await harness(args);
  if (ending !== 0) throw new Error(`harness ${args.join(" ")} ended with ${ending}:\n${said}`);
  return output;
}
