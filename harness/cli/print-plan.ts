import type { PlanLine } from "../app/plan/plan-lines.ts";
import type { PreparedPlan } from "../app/plan/prepare-plan.ts";
import { groupBy } from "../domain/group-by.ts";
import type { Paint } from "./io.ts";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatFlops,
  formatNumberOf,
  formatPoints,
  formatRough,
} from "./print-numbers.ts";
import { formatTable, type Column } from "./print-table.ts";
import { shortStageIds, stageNames } from "./stage-names.ts";
import { wrapText } from "./wrap-text.ts";

interface Shown {
  readonly paint: Paint;
  readonly width: number;
  readonly verbose: boolean;
}

/** A plan for people: a line per strategy, why there is something to do, the total; every stage with --verbose. */
export function formatPlan(
  ready: PreparedPlan,
  lines: readonly PlanLine[],
  { paint, width, verbose }: Shown,
): string {
  const { plan, model, profile, request } = ready;
  const { shape } = model;
  const tied = shape.tied ? ", embedding and head tied" : "";
  const seeds = `${request.seeds.length === 1 ? "seed" : "seeds"} ${request.seeds.join(", ")}`;
  const head = [
    `${shape.architecture}: ${shape.layers} layers, ${formatCount(shape.numel)} parameters${tied}`,
    `profile ${profile.name}: ${formatNumberOf(request.budget.steps, "step")}, ${seeds}, on ${benchmarksOf(ready)}`,
  ].join("\n");
  const todo = lines.filter((line) => line.status === "miss");
  const parts = [head, strategyTable(ready, lines, width)];
  if (verbose) parts.push(stageTable(ready, lines, paint));
  if (todo.length > 0) parts.push(formatReasons(ready, todo, width));
  const counts = `${formatNumberOf(plan.runs.length, "run")}, ${formatNumberOf(lines.length, "stage")}`;
  const total =
    todo.length === 0
      ? `${counts}: everything is done already, harness run would start nothing`
      : `${counts}: ${lines.length - todo.length} done, ${todo.length} to do${workOf(todo)}`;
  return [...parts, paint("bold", wrapText(total, width))].join("\n\n");
}

const benchmarksOf = ({ request }: PreparedPlan): string =>
  [...new Set(request.evaluations.map(({ card }) => card.name))].join(", ");

/** e.g. ", about 14 min one after the other (9.62 TFLOP)" */
function workOf(todo: readonly PlanLine[]): string {
  const flops = sumOf(todo, (line) => line.estimate.flops);
  const work = flops > 0 ? ` (${formatFlops(flops)})` : "";
  return `, about ${formatRough(sumOf(todo, (line) => line.estimate.duration_ms))} one after the other${work}`;
}

const sumOf = (lines: readonly PlanLine[], of: (line: PlanLine) => number | null): number =>
  lines.reduce((sum, line) => sum + (of(line) ?? 0), 0);

function strategyTable(
  { plan, strategies }: PreparedPlan,
  lines: readonly PlanLine[],
  width: number,
): string {
  const byFingerprint = new Map(lines.map((line) => [line.fingerprint, line]));
  const runs = groupBy(plan.runs, (run) => run.strategy);
  const rows = strategies.map(({ name, trainable, boundary }) => {
    const own = new Set((runs.get(name) ?? []).flatMap((run) => run.stages));
    const stages = [...own].flatMap((fingerprint) => byFingerprint.get(fingerprint) ?? []);
    const todo = stages.filter((line) => line.status === "miss");
    return [
      name,
      `${formatPoints(trainable.share)} %`,
      formatCount(trainable.numel),
      boundary === null ? "" : String(boundary),
      String(stages.length - todo.length),
      String(todo.length),
      todo.length === 0 ? "" : formatRough(sumOf(todo, (line) => line.estimate.duration_ms)),
    ];
  });
  const columns: readonly Column[] = [
    { title: "strategy", align: "left" },
    { title: "trains", align: "right" },
    { title: "parameters", align: "right", yields: 2 },
    { title: "boundary", align: "right", yields: 1 },
    { title: "done", align: "right" },
    { title: "to do", align: "right" },
    { title: "time", align: "right" },
  ];
  const hasBoundary = strategies.some(({ boundary }) => boundary !== null);
  const shown = <T>(row: readonly T[]): readonly T[] =>
    hasBoundary ? row : row.filter((_cell, i) => i !== 3);
  return formatTable(shown(columns), rows.map(shown), width);
}

/** Each reason once, with the strategies that it makes work for; a stage that only follows another one is left out. */
function formatReasons({ plan }: PreparedPlan, todo: readonly PlanLine[], width: number): string {
  const strategyOf = new Map(plan.runs.map(({ run, strategy }) => [run, strategy]));
  const told = todo.flatMap((line) =>
    line.because
      .filter((because) => !/\(\S+ changed\)$/.test(because))
      .map((because) => because.replace(/^worker: .*/, `the code of ${line.kind} changed`))
      .map((because) => ({ because, strategies: line.runs.flatMap((run) => strategyOf.get(run) ?? []) })),
  );
  const lines = [...groupBy(told, ({ because }) => because)].map(([because, group]) => {
    const names = [...new Set(group.flatMap(({ strategies }) => strategies))];
    const isAll = names.length > 1 && names.length === new Set(strategyOf.values()).size;
    return wrapText(`  ${because} - ${isAll ? "all strategies" : listOf(names)}`, width, "      ");
  });
  return `To do, because:\n${lines.join("\n")}`;
}

/** e.g. "full, middle, sandwich and 4 more" */
function listOf(names: readonly string[]): string {
  return names.length <= 8
    ? names.join(", ")
    : `${names.slice(0, 6).join(", ")} and ${names.length - 6} more`;
}

function stageTable({ plan }: PreparedPlan, lines: readonly PlanLine[], paint: Paint): string {
  const nameOf = stageNames(plan);
  const short = shortStageIds(lines.map((line) => line.id));
  const rows = lines.map(({ id, fingerprint, status, estimate, because }) => [
    nameOf(fingerprint),
    status === "hit" ? paint("green", "hit") : paint("yellow", "miss"),
    estimate.flops === null ? "" : formatFlops(estimate.flops),
    estimate.memory_bytes === null ? "" : formatBytes(estimate.memory_bytes),
    estimate.disk_bytes === null ? "" : formatBytes(estimate.disk_bytes),
    status === "hit" || estimate.duration_ms === null ? "" : formatDuration(estimate.duration_ms),
    because.map((each) => each.replace(id, short.get(id) ?? id)).join("; "),
  ]);
  const columns = [
    { title: "stage", align: "left" },
    { title: "status", align: "left" },
    { title: "work", align: "right" },
    { title: "memory", align: "right" },
    { title: "disk", align: "right" },
    { title: "time", align: "right" },
    { title: "because", align: "left" },
  ] as const;
  return formatTable(columns, rows);
}
