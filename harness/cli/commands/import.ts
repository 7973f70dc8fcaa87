import { Command } from "commander";
import { importItems, type ImportedItems } from "../../app/import/import-items.ts";
import { storeImported } from "../../app/import/store-imported.ts";
import { defineCommand, parseWhole, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT, type ExitCode } from "../io.ts";
import { notBuilt } from "../not-built.ts";
import { printProblems, unlessRefused, withSession, type Session } from "../session.ts";

interface Options extends CommonOptions {
  readonly label: string;
  readonly split?: string;
  readonly protocol?: string;
  readonly shots?: number;
}

/** `harness import items`. */
export function command(host: CommandHost): Command {
  return new Command("import")
    .description("Brings in results from elsewhere.")
    .addHelpText(
      "after",
      "\nExamples:\n  $ harness import items results.jsonl --label peer\n      every question's result, as harness items --json prints it\n  $ harness import items samples_cmmlu_*.jsonl --label peer --shots 5\n      what lm-eval --log_samples wrote",
    )
    .addCommand(itemsCommand(host))
    .addCommand(scoresCommand(host));
}

const scoresCommand = notBuilt({
  name: "scores",
  args: "<file>",
  description: "Published results without their questions: shown apart, never compared as if paired.",
  examples: [
    ["harness import scores published.csv", "as it will be"],
    ["harness import items results.jsonl --label peer", "what there is: results with their questions"],
  ],
});

const itemsCommand = (host: CommandHost): Command =>
  defineCommand({
    name: "items",
    args: "<files...>",
    description:
      "Stores per-question results from elsewhere as the run LABEL, so that harness compare can pair them with others: the JSONL of harness items, or lm-eval's samples_*.jsonl (one file a subject). Each line is checked against the benchmark's card, and its data where that is here.",
    examples: [
      ["harness import items results.jsonl --label peer", "then: harness compare peer full"],
      ["harness import items samples_ceval-valid_*.jsonl --label peer --shots 5", "52 subjects at once"],
    ],
  })
    .requiredOption("--label <name>", "the run's name")
    .option("--split <name>", "of lines that do not say theirs (default: the card's primary one)")
    .option("--protocol <style>", "of lines that do not say theirs")
    .option("--shots <n>", "worked examples before each question, of lines that do not say", parseWhole(0))
    .action((names: string[], options: Options) =>
      withSession(host, options, async (session) => {
        const { itemFilesHere } = await import("../wire/item-files.ts");
        return unlessRefused(session, itemFilesHere(session, names), async (files) => {
          for (const { file, text } of files) session.sources.set(file, text);
          const { benchmarkFilesHere } = await import("../wire/data.ts");
          const imported = await importItems(benchmarkFilesHere(session), {
            label: options.label,
            files,
            defaults: {
              split: options.split ?? null,
              protocol: options.protocol ?? null,
              shots: options.shots ?? null,
            },
          });
          return unlessRefused(session, imported, (items) => {
            if (items.warnings.length > 0) printProblems(session, items.warnings);
            return store(session, items, `harness import items ${names.join(" ")} --label ${options.label}`);
          });
        });
      }),
    );

async function store(session: Session, items: ImportedItems, commandLine: string): Promise<ExitCode> {
  const { openState, statePath, takeLock } = await import("../wire/stored.ts");
  const { version } = await import("../wire/publish.ts");
  return unlessRefused(session, takeLock(statePath(session)), (lock) =>
    unlessRefused(session, openState(session), async (stored) => {
      try {
        const told = { now: new Date().toISOString(), command: commandLine, codeVersion: version() };
        return await unlessRefused(session, storeImported(stored.store, items, told), (done) => {
          if (session.options.json === true) session.json(done);
          else session.say(`${done.run}: ${done.n} questions; next: harness compare ${done.run} OTHER`);
          return EXIT.ok;
        });
      } finally {
        stored.store.close();
        lock.release();
      }
    }),
  );
}
