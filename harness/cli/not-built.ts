import type { Command } from "commander";
import { defineCommand, type CommandHost, type CommandSpec } from "./define-command.ts";
import { EXIT } from "./io.ts";

/** A command that is promised and not there yet: it says so, and its help says what it will be. */
export function notBuilt(spec: CommandSpec): (host: CommandHost) => Command {
  return (host) => {
    const { name, description } = spec;
    return defineCommand({ ...spec, description: `Not built yet. ${description}` })
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        host.io.note(`harness ${name}: not built yet. ${description}`);
        host.finish(EXIT.badInput);
      });
  };
}
