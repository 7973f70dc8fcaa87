import type { Command } from "commander";
import { nearest } from "../../domain/diagnostic/nearest.ts";
import { SCHEMAS } from "../../app/schema/schemas.ts";
import { problem, refuseInput } from "../../app/refusal.ts";
import { schemaText } from "../../domain/strategy/schema-json.ts";
import { defineCommand, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT } from "../io.ts";
import { formatTable } from "../print-table.ts";
import { refuse, withSession } from "../session.ts";

interface Options extends CommonOptions {
  readonly write?: boolean;
}

const COLUMNS = ["name", "of what"].map((title) => ({ title, align: "left" as const }));

/** `harness schema [NAME]`: JSON Schemas. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "schema",
    args: "[name]",
    description:
      "The JSON Schema of a strategy, of harness.yaml, of a benchmark card, of the worker contract, or of a command's JSON output, on stdout.",
    examples: [
      ["harness schema", "which there are"],
      ["harness schema output:eval", "what harness eval --json prints"],
      ["harness schema strategy > strategies/strategy.schema.json", "for the editor"],
    ],
  })
    .option("--write", "in a checkout: write the files that are generated from schemas")
    .action((name: string | undefined, options: Options) =>
      withSession(host, options, async (session) => {
        if (options.write === true) {
          const { writeGenerated } = await import("../wire/publish.ts");
          for (const { file, schema } of SCHEMAS) {
            if (file !== null) session.say(`wrote ${writeGenerated(file, schemaText(schema()))}`);
          }
          return EXIT.ok;
        }
        if (name === undefined) {
          if (options.json === true)
            session.json(Object.fromEntries(SCHEMAS.map((each) => [each.name, each.schema()])));
          else
            session.say(
              formatTable(
                COLUMNS,
                SCHEMAS.map((each) => [each.name, each.title]),
              ),
            );
          return EXIT.ok;
        }
        const found = SCHEMAS.find((each) => each.name === name);
        if (found === undefined) {
          const names = SCHEMAS.map((each) => each.name);
          const near = nearest(name, names);
          const hint = near === undefined ? `there is ${names.join(", ")}` : `did you mean "${near}"?`;
          return refuse(
            session,
            refuseInput([problem("unknown-schema", `there is no schema "${name}"`, hint)]),
          );
        }
        session.io.out(schemaText(found.schema()).trimEnd());
        return EXIT.ok;
      }),
    );
}
