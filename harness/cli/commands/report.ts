import type { Command } from "commander";
import { buildReport } from "../../app/report/build-report.ts";
import { selectRuns } from "../../app/report/select-runs.ts";
import { writeReport } from "../../app/report/write-report.ts";
import { collect, defineCommand, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT } from "../io.ts";
import { unlessRefused, withSession } from "../session.ts";

interface Options extends CommonOptions {
  readonly runs: readonly string[];
}

/** `harness report NAME`: reports/NAME/. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "report",
    args: "<name>",
    description:
      "Writes reports/NAME/report.json, summary.md and scores.csv from the stored scores. Equal scores give equal bytes.",
    examples: [
      ["harness report tiny-world", "all runs of the profile that was planned last"],
      ["harness report shallow --runs train-shallow --runs full", "two strategies"],
    ],
  })
    .option("--runs <name>", "only this run or strategy (repeatable)", collect, [])
    .action((name: string, options: Options) =>
      withSession(host, options, async (session) => {
        const [{ openStored }, { benchmarkFilesHere }, { reportFolder, version }] = await Promise.all([
          import("../wire/stored.ts"),
          import("../wire/data.ts"),
          import("../wire/publish.ts"),
        ]);
        return unlessRefused(session, openStored(session), (stored) =>
          unlessRefused(
            session,
            selectRuns(stored.store, { names: options.runs, profile: options.profile }),
            async (runs) => {
              const deps = { ...stored, files: benchmarkFilesHere(session) };
              const report = await buildReport({ name, runs, version: version() }, deps);
              return unlessRefused(session, report, (built) =>
                unlessRefused(session, writeReport(built, reportFolder(session, name)), (written) => {
                  if (options.json === true) session.json(written);
                  else session.say(`${written.changed ? "wrote" : "unchanged:"} ${written.files.join(", ")}`);
                  return EXIT.ok;
                }),
              );
            },
          ),
        );
      }),
    );
}
