import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { expandPrefix } from "./argv.ts";
import { COMMANDS, type ListedCommand } from "./command-list.ts";
import { EXIT, type ExitCode, type Io } from "./io.ts";

/** Runs one command line and resolves to its exit code. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  const words = expandPrefix(
    argv,
    COMMANDS.map(({ name }) => name),
  );
  if (words.length === 0) {
    io.out(welcome(io));
    return EXIT.ok;
  }
  const called = COMMANDS.find(({ name }) => name === words[0]);
  if (called?.load === null) {
    io.note(`harness ${called.name}: not built yet (${called.summary})`);
    return EXIT.badInput;
  }
  let code: ExitCode = EXIT.ok;
  const program = newProgram(io);
  try {
    if (called?.load) {
      const { command } = await called.load();
      const host = { io, finish: (ended: ExitCode) => void (code = ended) };
      program.addCommand(quiet(command(host), io));
    } else {
      for (const listed of COMMANDS) program.addCommand(placeholder(listed));
    }
    await program.parseAsync([...words], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badInput;
    throw error;
  }
}

function newProgram(io: Io): Command {
  const program = new Command("harness")
    .description("Which layers of a language model to freeze and which to train, decided with evidence.")
    .version(packageVersion(), "-V, --version")
    .addHelpText("after", EXAMPLES);
  return quiet(program, io);
}

/** Commander throws instead of ending the process, and writes through our streams. */
function quiet(command: Command, io: Io): Command {
  for (const inner of command.commands) quiet(inner, io);
  return command.exitOverride().configureOutput({
    writeOut: (text) => {
      io.out(text.replace(/\n$/, ""));
    },
    writeErr: (text) => {
      io.note(text.replace(/\n$/, ""));
    },
  });
}

/** A command that is only listed: name and summary, for the program's own help and for "did you mean". */
const placeholder = ({ name, summary, load }: ListedCommand): Command =>
  new Command(name).summary(load === null ? `${summary} (not built yet)` : summary);

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
