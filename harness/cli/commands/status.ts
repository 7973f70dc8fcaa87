import type { Command } from "commander";
import { setTimeout as sleep } from "node:timers/promises";
import { statusOfRun, type RunStatusLine } from "../../app/inspect/run-status.ts";
import { findRuns } from "../../app/inspect/find-run.ts";
import { ok } from "../../domain/result.ts";
import { defineCommand, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT, type Paint } from "../io.ts";
import { formatDuration } from "../print-numbers.ts";
import { formatTable } from "../print-table.ts";
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
    description: "Where each run stands: done, running (with progress, last loss and time left), failed, interrupted, pending.",
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
              const deps = { store, nowMs: Date.now(), isWorking, events: lastEvents };
              const lines = runs.map((run) => statusOfRun(run, deps));
              if (options.json === true) session.json({ runs: lines });
              else if (lines.length === 1 && lines[0]) session.say(formatStages(lines[0], session.paint));
              else session.say(formatRuns(lines, session.paint));
              if (options.watch !== true || !isWorking) return EXIT.ok;
              await sleep(WATCH_MS);
            }
          });
        });
      }),
    );
}

const COLOURS = { done: "green", running: "cyan", interrupted: "yellow", failed: "red", pending: "dim" } as const;

function formatRuns(lines: readonly RunStatusLine[], paint: Paint): string {
  const rows = lines.map((line) => {
    const done = line.stages.filter((stage) => stage.status === "done").length;
    const running = line.stages.find((stage) => stage.status === "running" || stage.status === "failed");
    return [line.run, paint(COLOURS[line.status], line.status), `${done}/${line.stages.length}`, running ? describe(running) : ""];
  });
  const columns = [
    { title: "run", align: "left" },
    { title: "status", align: "left" },
    { title: "stages", align: "right" },
    { title: "now", align: "left" },
  ] as const;
  return rows.length === 0 ? "no runs yet: harness run strategies/*.yaml" : formatTable(columns, rows);
}

function formatStages(line: RunStatusLine, paint: Paint): string {
  const rows = line.stages.map((stage) => [
    stage.stage,
    paint(COLOURS[stage.status], stage.status),
    stage.since ?? "",
    describe(stage),
    stage.folder ?? "",
  ]);
  const columns = ["stage", "status", "since", "now", "folder"].map((title) => ({ title, align: "left" as const }));
  return `${line.run}\n${formatTable(columns, rows)}`;
}

function describe(stage: RunStatusLine["stages"][number]): string {
  const parts = [
    stage.progress === null ? null : `${stage.progress.unit} ${stage.progress.done}/${stage.progress.total}`,
    stage.loss === null ? null : `loss ${stage.loss.toFixed(3)}`,
    stage.eta_ms === null ? null : `${formatDuration(stage.eta_ms)} left`,
  ];
  return `${stage.status === "done" ? "" : stage.stage} ${parts.filter((part) => part !== null).join(", ")}`.trim();
}
