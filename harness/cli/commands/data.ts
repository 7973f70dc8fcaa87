import { Command, Option } from "commander";
import { findCard, readCards } from "../../app/data/cards.ts";
import { importData } from "../../app/data/import-data.ts";
import { listBenchmarks } from "../../app/data/list.ts";
import { listPrompts } from "../../app/data/prompts.ts";
import { verifyCard, type Verification } from "../../app/data/verify.ts";
import { refuseInput } from "../../app/refusal.ts";
import type { Card } from "../../domain/benchmark/card.ts";
import { keyOf } from "../../domain/benchmark/item.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { Result } from "../../domain/result.ts";
import {
  defineCommand,
  parseList,
  parseWhole,
  type CommandHost,
  type CommonOptions,
} from "../define-command.ts";
import { EXIT, type ExitCode } from "../io.ts";
import { formatNumberOf } from "../print-numbers.ts";
import { formatTable } from "../print-table.ts";
import { printProblems, refuse, withSession, type Session } from "../session.ts";

interface PromptOptions extends CommonOptions {
  readonly benchmark: string;
  readonly protocol?: string;
  readonly mode?: "logit" | "cloze" | "generate";
  readonly shots?: number;
  readonly split?: string;
  readonly subject?: readonly string[];
}

interface ImportOptions extends CommonOptions {
  readonly from: string;
}

/** `harness data list|import|verify|prompts|fetch`. */
export function command(host: CommandHost): Command {
  const data = new Command("data")
    .description("Brings benchmarks in, verifies them against their cards, and shows their exact prompts.")
    .addHelpText(
      "after",
      "\nExamples:\n  $ harness data import ceval --from ceval-exam/\n      copies and verifies\n  $ harness data prompts --benchmark ceval --protocol official --shots 5 --split val --json\n      every prompt, byte for byte",
    );
  return data
    .addCommand(listCommand(host))
    .addCommand(importCommand(host))
    .addCommand(verifyCommand(host))
    .addCommand(promptsCommand(host))
    .addCommand(fetchCommand(host));
}

const LIST_COLUMNS = [
  { title: "name", align: "left" },
  { title: "title", align: "left", yields: 3 },
  { title: "questions", align: "left" },
  { title: "protocols", align: "left", yields: 2 },
  { title: "licence", align: "left", yields: 1 },
  { title: "data", align: "left" },
] as const;

const listCommand = (host: CommandHost): Command =>
  defineCommand({
    name: "list",
    description: "Every benchmark that has a card, and whether its data is here.",
    examples: [
      ["harness data list", "a table"],
      ["harness data list --json", "with folders and protocols"],
    ],
  }).action((options: CommonOptions) =>
    withSession(host, options, async (session) => {
      const { files, cards } = await shelf(session);
      const listed = await listBenchmarks(files, cards);
      if (options.json === true) {
        const benchmarks = listed.map(({ card, protocols, folder, status }) => ({
          name: card.name,
          title: card.title,
          licence: card.licence,
          splits: card.splits.map(({ name, items, labelled }) => ({ name, items, labelled })),
          protocols,
          folder,
          status,
        }));
        session.json({ benchmarks });
        return EXIT.ok;
      }
      const rows = listed.map(({ card, protocols, status }) => [
        card.name,
        card.title[options.lang],
        card.splits.map(({ name, items }) => `${name} ${items}`).join(", "),
        protocols.join(", "),
        card.licence,
        status,
      ]);
      session.say(formatTable(LIST_COLUMNS, rows, session.io.width));
      return EXIT.ok;
    }),
  );

const importCommand = (host: CommandHost): Command =>
  defineCommand({
    name: "import",
    args: "<name>",
    description:
      "Copies a benchmark's files from a folder or zip file, after checking each file's sha256 against the card.",
    examples: [
      ["harness data import ceval --from ~/ceval-exam", "a folder"],
      ["harness data import cmmlu --from cmmlu_v1_0_1.zip", "a zip file"],
    ],
  })
    .requiredOption("--from <dir-or-zip>", "where the files are")
    .action((name: string, options: ImportOptions) =>
      withSession(host, options, async (session) => {
        const { files, find } = await shelf(session);
        return told(session, await find(name), async (card) =>
          told(session, await importData(files, { card, from: options.from }), (imported) => {
            if (options.json === true) session.json(imported);
            else session.say(`${name}: ${imported.outcome}, ${imported.files} files in ${imported.folder}`);
            return EXIT.ok;
          }),
        );
      }),
    );

const verifyCommand = (host: CommandHost): Command =>
  defineCommand({
    name: "verify",
    args: "[name]",
    description: "Checks every file of a benchmark (or of all that are here) against its card.",
    examples: [
      ["harness data verify", "all that are here"],
      ["harness data verify ceval --json", "one, with every file"],
    ],
  }).action((name: string | undefined, options: CommonOptions) =>
    withSession(host, options, async (session) => {
      const { files, cards, find } = await shelf(session);
      const found = name === undefined ? null : await find(name);
      if (found !== null && !found.ok) return refuse(session, refuseInput(found.error));
      const wanted = found?.ok === true ? [found.value] : cards;
      const verified = await Promise.all(wanted.map((card) => verifyCard(files, card)));
      // Without a name, a benchmark whose data nobody brought in is no failure.
      const checked = verified.filter(({ status }) => name !== undefined || status !== "absent");
      if (options.json === true) session.json({ benchmarks: verified });
      for (const verification of checked) session.say(formatVerification(verification));
      return checked.every(({ status }) => status === "verified") ? EXIT.ok : EXIT.failed;
    }),
  );

const MAX_SHOWN = 10;

function formatVerification({ benchmark, status, folder, files }: Verification): string {
  const wrong = files.filter((file) => file.status !== "ok");
  const again = `  bring it in: harness data import ${benchmark} --from DIR_OR_ZIP`;
  if (status === "verified")
    return `${benchmark}: verified, ${formatNumberOf(files.length, "file")} in ${folder}`;
  if (status === "absent") return `${benchmark}: absent, there is nothing of it in ${folder}\n${again}`;
  const shown = wrong
    .slice(0, MAX_SHOWN)
    .map(
      ({ file, status: how, expected, found }) =>
        `  ${file} ${how}: expected ${expected}, found ${found ?? "nothing"}`,
    );
  const more = wrong.length > MAX_SHOWN ? [`  and ${wrong.length - MAX_SHOWN} more (--json lists all)`] : [];
  return [
    `${benchmark}: damaged, ${wrong.length} of ${files.length} files in ${folder}`,
    ...shown,
    ...more,
    again,
  ].join("\n");
}

const promptsCommand = (host: CommandHost): Command =>
  defineCommand({
    name: "prompts",
    description:
      "The exact prompts, in the data's order. A prompt's full scored text is always prompt + choices[i].",
    examples: [
      [
        "harness data prompts --benchmark ceval --protocol official --shots 0 --split val --json",
        "JSON Lines",
      ],
      [
        "harness data prompts --benchmark cmmlu --protocol lm-eval --shots 5 --subject agronomy",
        "for people",
      ],
    ],
  })
    .requiredOption("--benchmark <name>", "the benchmark")
    .option("--protocol <style>", "the prompt style (default: the card's)")
    .addOption(
      new Option("--mode <mode>", "how answers are read (default: the card's, else the protocol's)").choices([
        "logit",
        "cloze",
        "generate",
      ]),
    )
    .option(
      "--shots <n>",
      "worked examples before each question (default: the card's, else the protocol's)",
      parseWhole(0),
    )
    .option("--split <name>", "the split (default: the card's primary one)")
    .option("--subject <names>", "only these subjects, separated by commas", parseList)
    .action((options: PromptOptions) =>
      withSession(host, options, async (session) => {
        const { benchmarkFilesHere } = await import("../wire/data.ts");
        const { protocol: style, mode, shots } = options;
        const listed = await listPrompts(benchmarkFilesHere(session), {
          benchmark: options.benchmark,
          protocol: {
            ...(style === undefined ? {} : { style }),
            ...(mode === undefined ? {} : { mode }),
            ...(shots === undefined ? {} : { shots }),
          },
          split: options.split,
          subjects: options.subject ?? null,
        });
        return told(session, listed, ({ rows, protocol: name, dropped }) => {
          for (const row of rows) {
            if (options.json === true) session.json(row);
            else
              session.say(
                `── ${row.subject}/${row.id} (${row.answer ?? "?"}: ${row.choices.join(" | ")})\n${row.prompt}`,
              );
          }
          if (dropped.length > 0) {
            session.say(
              `${name} does not ask ${dropped.length} of ${rows.length + dropped.length} questions:`,
            );
            for (const { item, why } of dropped) session.say(`  ${keyOf(item)}: ${why}`);
          }
          return EXIT.ok;
        });
      }),
    );

const fetchCommand = (host: CommandHost): Command =>
  defineCommand({
    name: "fetch",
    args: "<name>",
    description: "Downloads a benchmark (not built yet: import a copy that you have).",
    examples: [
      ["harness data import ceval --from DIR_OR_ZIP", "instead"],
      ["harness data list", "what there is"],
    ],
  }).action((name: string, options: CommonOptions) =>
    withSession(host, options, (session) => {
      session.io.note(
        `harness data fetch ${name}: not built yet; use harness data import ${name} --from DIR_OR_ZIP`,
      );
      return EXIT.badInput;
    }),
  );

async function shelf(session: Session) {
  const { benchmarkFilesHere } = await import("../wire/data.ts");
  const files = benchmarkFilesHere(session);
  const read = await readCards(files);
  printProblems(session, read.problems);
  return {
    files,
    cards: read.cards,
    find: (name: string): Promise<Result<Card, readonly Diagnostic[]>> =>
      Promise.resolve(findCard(read, name)),
  };
}

async function told<T>(
  session: Session,
  result: Result<T, readonly Diagnostic[]>,
  act: (value: T) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  return result.ok ? act(result.value) : refuse(session, refuseInput(result.error));
}
