import type { Command } from "commander";
import { findRun } from "../../app/inspect/find-run.ts";
import { problem, refuseInput } from "../../app/refusal.ts";
import { defineCommand, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT } from "../io.ts";
import { refuse, unlessRefused, withSession } from "../session.ts";

interface Options extends CommonOptions {
  readonly follow?: boolean;
}

/** `harness logs RUN [STAGE]`: the log of one stage. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "logs",
    args: "<run> [stage]",
    description:
      "What the last attempt at a stage printed, process by process. Without a stage: the last one that was tried.",
    examples: [
      ["harness logs full@tiny-world#1 train", "the training's log"],
      ["harness logs full@tiny-world#1 -f", "go on as it grows"],
    ],
  })
    .option("-f, --follow", "go on as the log grows, until the stage ends")
    .action((name: string, stageName: string | undefined, options: Options) =>
      withSession(host, options, async (session) => {
        const { openStored, logFiles, followLogs } = await import("../wire/stored.ts");
        return unlessRefused(session, openStored(session), ({ store }) =>
          unlessRefused(session, findRun(store, name), async (run) => {
            const tried = run.stages
              .filter((stage) => stageName === undefined || stage.stageId.startsWith(stageName))
              .map((stage) => ({ stage, attempt: store.attempts(stage.fingerprint).at(-1) }))
              .filter(({ attempt }) => attempt !== undefined);
            const last = tried.reduce<(typeof tried)[number] | undefined>(
              (best, each) => ((each.attempt?.id ?? 0) > (best?.attempt?.id ?? 0) ? each : best),
              undefined,
            );
            if (last?.attempt === undefined) {
              const stages = run.stages.map((stage) => stage.stageId).join(", ");
              const what = stageName === undefined ? "no stage" : `no stage "${stageName}"`;
              return refuse(
                session,
                refuseInput([problem("no-log", `${what} of ${name} was tried yet; it has ${stages}`)]),
              );
            }
            const { folder, fingerprint } = last.attempt;
            session.note(`${last.stage.stageId}, attempt ${last.attempt.number}: ${folder}`);
            const isOpen = (): boolean => store.attempts(fingerprint).at(-1)?.outcome === null;
            if (options.follow === true) await followLogs(folder, { print: session.say, isOpen });
            else {
              const files = logFiles(folder);
              for (const { title, text } of files) session.say(`── ${title}\n${text.trimEnd()}`);
              if (files.length === 0) session.note("it printed nothing");
            }
            return EXIT.ok;
          }),
        );
      }),
    );
}
