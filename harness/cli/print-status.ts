import { relative } from "node:path";
import type { RunStatusLine, StageStatus } from "../app/inspect/run-status.ts";
import { explainFailure } from "../domain/run/failure-words.ts";
import type { Paint } from "./io.ts";
import { formatAgo, formatNumberOf, formatRough } from "./print-numbers.ts";
import { formatTable } from "./print-table.ts";
import { shortStageIds } from "./stage-names.ts";

/** How a status is shown. */
export interface StatusLook {
  readonly paint: Paint;
  readonly nowMs: number;
  readonly cwd: string; // log folders are shown relative to it
}

const COLOURS = {
  done: "green",
  running: "cyan",
  interrupted: "yellow",
  failed: "red",
  pending: "dim",
} as const;

/** All runs, a line each, and how many stand where. */
export function formatRuns(lines: readonly RunStatusLine[], look: StatusLook): string {
  if (lines.length === 0) return "no runs yet: harness run strategies/*.yaml";
  const short = shortStageIds(lines.flatMap(({ stages }) => stages.map(({ stage }) => stage)));
  const rows = lines.map(({ run, status, stages }) => {
    const done = stages.filter((stage) => stage.status === "done").length;
    const now = stages.find(
      (stage) => stage.status === status && (status === "running" || status === "failed"),
    );
    const words = now === undefined ? [] : [short.get(now.stage) ?? now.stage, ...detailsOf(now, look.nowMs)];
    return [run, look.paint(COLOURS[status], status), `${done}/${stages.length}`, words.join(", ")];
  });
  const columns = [
    { title: "run", align: "left" },
    { title: "status", align: "left" },
    { title: "stages", align: "right" },
    { title: "now", align: "left" },
  ] as const;
  return `${formatTable(columns, rows)}\n\n${formatCounts(lines)}`;
}

/** e.g. "30 runs: 28 done, 2 running" */
function formatCounts(lines: readonly RunStatusLine[]): string {
  const counts = (["done", "running", "pending", "interrupted", "failed"] as const).flatMap((status) => {
    const count = lines.filter((line) => line.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  const unfinished = lines.some(({ status }) => status === "interrupted" || status === "failed");
  const next = unfinished ? "; the same harness run again goes on, harness logs RUN says what happened" : "";
  return `${formatNumberOf(lines.length, "run")}: ${counts.join(", ")}${next}`;
}

/** One run, stage by stage. */
export function formatStages({ run, stages }: RunStatusLine, look: StatusLook): string {
  const { paint, nowMs } = look;
  const short = shortStageIds(stages.map(({ stage }) => stage));
  const rows = stages.map((stage) => [
    short.get(stage.stage) ?? stage.stage,
    paint(COLOURS[stage.status], stage.status),
    stage.since === null ? "" : formatAgo(nowMs - Date.parse(stage.since)),
    detailsOf(stage, null).join(", "),
  ]);
  const columns = [
    { title: "stage", align: "left" },
    { title: "status", align: "left" },
    { title: "when", align: "right" },
    { title: "now", align: "left" },
  ] as const;
  const table = formatTable(columns, rows);
  return [paint("bold", run), table, ...stages.flatMap((stage) => troubleOf(run, stage, look))].join("\n");
}

/** Why a stage did not end well, what to do, and where its logs are; only the logs while it runs. */
function troubleOf(
  run: string,
  { stage, status, failure, folder }: StageStatus,
  look: StatusLook,
): readonly string[] {
  if (status === "done" || status === "pending") return [];
  const logs = folder === null ? [] : [`  logs: ${shown(folder, look.cwd)}`];
  if (status === "running") return logs;
  if (failure === null)
    return [
      look.paint("yellow", `${stage} was interrupted`),
      "  the same harness run again goes on from here",
      ...logs,
    ];
  const { title, next } = explainFailure(failure, { stage: stage.replace(/\/.*/, ""), run });
  return [look.paint(status === "failed" ? "red" : "yellow", title), `  ${next}`, ...logs];
}

/** A path as short as it can be. */
function shown(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short.startsWith("..") ? path : short;
}

/** e.g. ["step 40/150", "loss 2.310", "about 20 s left", "for 15 s"] */
function detailsOf({ progress, loss, eta_ms, since }: StageStatus, nowMs: number | null): readonly string[] {
  return [
    progress === null ? null : `${progress.unit} ${progress.done}/${progress.total}`,
    loss === null ? null : `loss ${loss.toFixed(3)}`,
    eta_ms === null ? null : `about ${formatRough(eta_ms)} left`,
    since === null || nowMs === null ? null : `for ${formatRough(nowMs - Date.parse(since))}`,
  ].filter((part) => part !== null);
}
