import type { Command } from "commander";
import { findRun } from "../../app/inspect/find-run.ts";
import { listItems, type ItemLine } from "../../app/inspect/list-items.ts";
import type { RunRecord } from "../../app/ports/store.ts";
import { problem, refuseInput, type Refusal } from "../../app/refusal.ts";
import { suggestion } from "../../domain/diagnostic/nearest.ts";
import { defineCommand, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT } from "../io.ts";
import { formatTable } from "../print-table.ts";
import { refuse, unlessRefused, withSession } from "../session.ts";

interface Options extends CommonOptions {
  readonly benchmark?: string;
}

/** `harness items RUN`: every question. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "items",
    args: "<run>",
    description:
      "Every question's result of a run: prediction, right answer, log-probability of each choice.",
    examples: [
      ["harness items train-shallow@tiny-world#1 --json > items.jsonl", "one JSON object a line"],
      ["harness items full@tiny-world#1 --benchmark acquisition", "a table of one benchmark"],
    ],
  })
    .option("--benchmark <name>", "only this benchmark")
    .action((name: string, options: Options) =>
      withSession(host, options, async (session) => {
        const { openStored } = await import("../wire/stored.ts");
        return unlessRefused(session, openStored(session), ({ store }) =>
          unlessRefused(session, findRun(store, name), (run) => {
            const asked = store
              .evaluations(run.stages.map((stage) => stage.fingerprint))
              .map(({ benchmark }) => benchmark);
            if (!asked.some((benchmark) => (options.benchmark ?? benchmark) === benchmark)) {
              return refuse(session, noItems(run, asked, options.benchmark));
            }
            const items = listItems(store, run, options.benchmark);
            if (options.json === true) for (const item of items) session.json(item);
            else session.say(formatItems([...items]));
            return EXIT.ok;
          }),
        );
      }),
    );
}

function noItems({ name }: RunRecord, asked: readonly string[], wanted: string | undefined): Refusal {
  if (asked.length === 0 || wanted === undefined) {
    const hint = "harness status says where it stands, harness run does what is missing";
    return refuseInput([problem("no-items", `${name} has not been evaluated yet`, hint)]);
  }
  return refuseInput([
    problem("no-items", `${name} was not evaluated on "${wanted}"`, suggestion(wanted, [...new Set(asked)])),
  ]);
}

function formatItems(items: readonly ItemLine[]): string {
  const columns = [
    { title: "benchmark", align: "left" },
    { title: "subject", align: "left" },
    { title: "id", align: "left" },
    { title: "answer", align: "left" },
    { title: "predicted", align: "left" },
    { title: "log-probabilities", align: "left" },
  ] as const;
  const rows = items.map((item) => [
    item.benchmark,
    item.subject,
    item.id,
    item.answer ?? "?",
    `${item.prediction ?? "?"} ${item.correct === 1 ? "✓" : item.correct === 0 ? "✗" : ""}`,
    item.logprobs.map((logprob) => logprob.toFixed(2)).join(" "),
  ]);
  return formatTable(columns, rows);
}
