import { Command, Help, InvalidArgumentError, Option } from "commander";
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
  if (spec.args !== undefined && spec.args !== "") command.arguments(spec.args);
  const examples = spec.examples.map(([line, meaning]) => `  $ ${line}\n      ${meaning}`).join("\n");
  for (const option of commonOptions()) command.addOption(option.helpGroup(COMMON));
  return command
    .helpOption("-h, --help", "show this")
    .configureHelp({ groupItems: commonLast })
    .addHelpText("after", `\nExamples:\n${examples}`);
}

const COMMON = "Common options:";

const commonOptions = (): readonly Option[] => [
  new Option(
    "--profile <name>",
    "the profile of harness.yaml (default: its default_profile, or its only one)",
  ),
  new Option("--config <file>", "the project file (default: harness.yaml here or above)"),
  new Option("--state <dir>", "where runs and scores are kept").default(".harness", ".harness"),
  new Option("--set <key=value>", "override a value of the profile, e.g. budget.lr=1e-4 (repeatable)")
    .argParser(collect)
    .default([], "none"),
  new Option("--python <path>", "the Python interpreter that has torch"),
  new Option("--json", "results as JSON on stdout; everything for people goes to stderr"),
  new Option("--color", "colour even where nobody seems to look"),
  new Option("--no-color", "no colour"),
  new Option("--lang <en|zh>", "language of results").choices(["en", "zh"]).default("en", "en"),
  new Option("--quiet", "results only, no progress"),
  new Option("--verbose", "say more"),
];

/** A command's own options stand before those that every command has. */
function commonLast<T extends Command | Option>(
  all: T[],
  visible: T[],
  groupOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Help().groupItems(all, visible, groupOf);
  const common = groups.get(COMMON);
  if (common !== undefined && groups.delete(COMMON)) groups.set(COMMON, common);
  return groups;
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
