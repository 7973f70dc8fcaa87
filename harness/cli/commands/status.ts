import type { Command } from "commander";
import { setTimeout as sleep } from "node:timers/promises";
import { statusOfRun } from "../../app/inspect/run-status.ts";
import { findRuns } from "../../app/inspect/find-run.ts";
import { ok } from "../../domain/result.ts";
import { defineCommand, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT } from "../io.ts";
import { formatRuns, formatStages } from "../print-status.ts";
import { unlessRefused, withSession } from "../session.ts";

interface Options extends CommonOptions {
  readonly watch?: boolean;
}

const WATCH_MS = 2000;

/** `harness status [RUN]`: what runs, since when, how long it still takes. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "status",
    args: "[run]",
    description:
      "Where each run stands: done, running (with progress, last loss and time left), failed, interrupted, pending.",
    examples: [
      ["harness status", "all runs, a line each"],
      ["harness status train-shallow@tiny-world#1", "one run, stage by stage"],
      ["harness status --watch", "again every two seconds"],
    ],
  })
    .option("--watch", "show it again every two seconds, until nothing runs")
    .action((name: string | undefined, options: Options) =>
      withSession(host, options, async (session) => {
        const { openStored, isStateHeld, lastEvents } = await import("../wire/stored.ts");
        return unlessRefused(session, openStored(session), async ({ store, state }) => {
          const wanted = name === undefined ? ok(store.runs()) : findRuns(store, name);
          return unlessRefused(session, wanted, async (runs) => {
            for (;;) {
              const isWorking = isStateHeld(state.root);
              const nowMs = Date.now();
              const deps = { store, nowMs, isWorking, events: lastEvents };
              const look = { paint: session.paint, nowMs, cwd: session.io.cwd };
              const lines = runs.map((run) => statusOfRun(run, deps));
              if (options.json === true) session.json({ runs: lines });
              else if (name !== undefined && lines.length === 1 && lines[0])
                session.say(formatStages(lines[0], look));
              else session.say(formatRuns(lines, look));
              if (options.watch !== true || !isWorking) return EXIT.ok;
              await sleep(WATCH_MS);
            }
          });
        });
      }),
    );
}
