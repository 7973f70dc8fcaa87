import { Command, InvalidArgumentError } from "commander";
import type { ExitCode, Io } from "./io.ts";

/** The options that every command has. */
export interface CommonOptions {
  readonly profile?: string;
  readonly config?: string;
  readonly state: string;
  readonly set: readonly string[];
  readonly color?: boolean;
  readonly lang: "en" | "zh";
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly python?: string;
  readonly json?: boolean;
}

/** What a command file gives: how it is called, and what it does. */
export interface CommandSpec {
  readonly name: string; // e.g. "run"
  readonly args?: string; // e.g. "<strategy...>"
  readonly description: string;
  readonly examples: readonly (readonly [command: string, meaning: string])[];
}

/** Runs a command's action and keeps its exit code; set by run-cli.ts. */
export interface CommandHost {
  readonly io: Io;
  finish(code: ExitCode): void;
}

/** A command with the common options and its examples; the caller adds its own options and an action. */
export function defineCommand(spec: CommandSpec): Command {
  const command = new Command(spec.name).description(spec.description);
  if (spec.args !== undefined) command.arguments(spec.args);
  const examples = spec.examples.map(([line, meaning]) => `  $ ${line}\n      ${meaning}`).join("\n");
  return command
    .option("--profile <name>", "the profile of harness.yaml (default: its default_profile, or its only one)")
    .option("--config <file>", "the project file (default: harness.yaml here or above)")
    .option("--state <dir>", "where runs and scores are kept", ".harness")
    .option("--set <key=value>", "override a value of the profile, e.g. budget.lr=1e-4 (repeatable)", collect, [])
    .option("--python <path>", "the Python interpreter that has torch")
    .option("--json", "results as JSON on stdout; everything for people goes to stderr")
    .option("--color", "colour even where nobody seems to look")
    .option("--no-color", "no colour")
    .option("--lang <en|zh>", "language of results", parseLanguage, "en")
    .option("--quiet", "results only, no progress")
    .option("--verbose", "say more")
    .addHelpText("after", `\nExamples:\n${examples}`);
}

/** Gathers a repeatable option. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Gathers a comma-separated list, e.g. "1,2,3". */
export const parseList = (value: string): readonly string[] =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** A whole number from `least` on. */
export function parseWhole(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least) {
      throw new InvalidArgumentError(`expected a whole number from ${least} on, got "${value}"`);
    }
    return number;
  };
}

/** A list of whole numbers from 0 on, e.g. "1,2,3". */
export function parseWholeList(value: string): readonly number[] {
  return parseList(value).map(parseWhole(0));
}

function parseLanguage(value: string): "en" | "zh" {
  if (value === "en" || value === "zh") return value;
  throw new InvalidArgumentError(`expected en or zh, got "${value}"`);
}
