import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { expandPrefix, wrongCommand } from "./argv.ts";
import { COMMANDS, type ListedCommand } from "./command-list.ts";
import { EXIT, makePaint, type ExitCode, type Io } from "./io.ts";

const NAMES = COMMANDS.map(({ name }) => name);
const OWN_OPTIONS = ["-h", "--help", "-V", "--version"];

/** Runs one command line and resolves to its exit code. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  const words = askedForHelp(argv);
  const [first] = words;
  if (first === undefined) {
    io.out(welcome(io));
    return EXIT.ok;
  }
  if (first.startsWith("-"))
    return OWN_OPTIONS.includes(first) ? runProgram(words, io) : refuseOption(first, io);
  const found = expandPrefix(first, NAMES);
  const called = found.kind === "name" ? COMMANDS.find(({ name }) => name === found.name) : undefined;
  return called === undefined
    ? refuseWords(wrongCommand(first, NAMES, "harness"), io)
    : runCommand(called, words.slice(1), io);
}

/** `harness help run` is `harness run --help`. */
function askedForHelp(argv: readonly string[]): readonly string[] {
  if (argv[0] !== "help") return argv;
  return [...argv.slice(1), "--help"];
}

function refuseWords(words: string, io: Io): ExitCode {
  io.note(`${makePaint(io, undefined)("red", "error")} ${words}`);
  return EXIT.badInput;
}

const refuseOption = (option: string, io: Io): ExitCode =>
  refuseWords(
    `${option} stands before the command\n    options come after it: harness run strategies/*.yaml ${option}`,
    io,
  );

/** The program without a command: its help or version. */
async function runProgram(words: readonly string[], io: Io): Promise<ExitCode> {
  const program = newProgram(io);
  for (const listed of COMMANDS) program.addCommand(placeholder(listed));
  return (await parse(program, words, io)) ?? EXIT.ok;
}

async function runCommand(listed: ListedCommand, rest: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const host = { io, finish: (ended: ExitCode) => void (code = ended) };
  const { command: make } = await listed.load();
  const command = make(host);
  const program = newProgram(io).addCommand(quiet(command, io));
  const inner = command.commands.map((each) => each.name());
  const [typed] = rest;
  if (inner.length > 0 && typed !== undefined && !typed.startsWith("-")) {
    const found = expandPrefix(typed, inner);
    if (found.kind !== "name") return refuseWords(wrongCommand(typed, inner, `harness ${listed.name}`), io);
    return (await parse(program, [listed.name, found.name, ...rest.slice(1)], io)) ?? code;
  }
  return (await parse(program, [listed.name, ...rest], io)) ?? code;
}

/** Null where the command's own action ran, which knows the code. A full disk can end every command, so it is told here. */
async function parse(program: Command, words: readonly string[], io: Io): Promise<ExitCode | null> {
  try {
    await program.parseAsync([...words], { from: "user" });
    return null;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badInput;
    if (!isDiskFull(error)) throw error;
    refuseWords(`the disk is full: ${error.message}\n    ${FREE_SPACE}`, io);
    return EXIT.failed;
  }
}

const FREE_SPACE =
  "free some space, then run the same command again: it goes on where it stopped, and nothing was damaged";

/** The file system's word for it, and the store's: adapters throw no other. */
const isDiskFull = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");

function newProgram(io: Io): Command {
  const program = new Command("harness")
    .description("Which layers of a language model to freeze and which to train, decided with evidence.")
    .version(packageVersion(), "-V, --version")
    .helpCommand(false)
    .addHelpText("after", EXAMPLES);
  return quiet(program, io);
}

/** Commander throws instead of ending the process, writes through our streams, and speaks as the rest of us does. */
function quiet(command: Command, io: Io): Command {
  for (const inner of command.commands) quiet(inner, io);
  return command
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      getOutHelpWidth: () => Math.min(io.width, 100),
      getErrHelpWidth: () => Math.min(io.width, 100),
      writeOut: (text) => {
        io.out(text.replace(/\n$/, ""));
      },
      writeErr: (text) => {
        io.note(text.replace(/\n$/, ""));
      },
      outputError: (text) => {
        const [message = "", ...hints] = text
          .trimEnd()
          .replace(/^error: /, "")
          .replaceAll("'", '"')
          .split("\n");
        const told = hints.map(
          (hint) => `    ${hint.replace(/^\(Did you mean (.*)\?\)$/, "did you mean $1?")}`,
        );
        refuseWords(
          [message, ...told, `    ${fullName(command)} --help shows how it is called`].join("\n"),
          io,
        );
      },
    });
}

/** e.g. "harness data list" */
const fullName = (command: Command): string =>
  command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;

/** A command that is only listed: name and summary, for the program's own help. */
const placeholder = ({ name, summary }: ListedCommand): Command => new Command(name).summary(summary);

const EXAMPLES = `
Examples:
  $ harness run strategies/*.yaml --profile tiny-world
      train and evaluate every strategy on the embedded demonstration
  $ harness compare train-shallow full
      is one better than the other, by how much, how sure
  $ harness site build && harness site serve
      the comparison site

harness COMMAND --help says more; commands take a unique prefix.`;

function welcome(io: Io): string {
  const here = existsSync(join(io.cwd, "harness.yaml"));
  const first = here
    ? ["harness doctor", "harness plan strategies/*.yaml", "harness run strategies/*.yaml"]
    : ["harness init --model PATH_OR_ID", "harness doctor", "harness run strategies/*.yaml"];
  const place = here ? "This folder has a harness.yaml." : "This folder has no harness.yaml yet.";
  return `Permafrost ${packageVersion()}: which layers to freeze and which to train, decided with evidence.

${place} Type first:
${first.map((line) => `  $ ${line}`).join("\n")}

harness --help lists all commands.`;
}

/** From package.json, two folders above dist/harness/cli or one above harness/cli. */
function packageVersion(): string {
  for (const up of ["../../package.json", "../../../package.json"]) {
    const file = new URL(up, import.meta.url);
    if (!existsSync(file)) continue;
    const found: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof found === "object" && found !== null && "version" in found) return String(found.version);
  }
  return "unknown";
}
