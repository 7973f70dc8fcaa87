import type { Command } from "commander";
import { planLines, type PlanLine } from "../../app/plan/plan-lines.ts";
import { preparePlan, type PreparedPlan } from "../../app/plan/prepare-plan.ts";
import { defineCommand, parseWholeList, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT, type Paint } from "../io.ts";
import { formatBytes, formatCount, formatDuration } from "../print-numbers.ts";
import { formatTable } from "../print-table.ts";
import { printProblems, unlessRefused, withSession } from "../session.ts";

interface Options extends CommonOptions {
  readonly seeds?: readonly number[];
}

/** `harness plan STRATEGY...`: what a run would do, and why. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "plan",
    args: "<strategy...>",
    description:
      "The stages of a run: done already (hit), or to do (miss) and which input changed; what trains, and what it will take. No weights are loaded and nothing is started.",
    examples: [
      ["harness plan strategies/*.yaml", "what harness run would do"],
      ["harness plan strategies/full.yaml --set budget.lr=1e-4", "which stages a change would redo"],
    ],
  })
    .option("--seeds <list>", "seeds instead of the profile's, e.g. 1,2,3", parseWholeList)
    .action((strategyFiles: string[], options: Options) =>
      withSession(host, options, async (session) => {
        const { projectHere } = await import("../wire/project.ts");
        return unlessRefused(session, projectHere(session), async ({ deps, saveHashes }) => {
          const { config, profile, set, seeds, python } = options;
          const prepared = await preparePlan({ strategyFiles, config, profile, set, seeds, python }, deps);
          saveHashes();
          return unlessRefused(session, prepared, (ready) => {
            const lines = planLines(ready.plan, deps.store);
            printProblems(session, ready.warnings);
            if (options.json === true) session.json({ stages: lines, strategies: ready.strategies.map(strategyLine) });
            else session.say(formatPlan(ready, lines, session.paint));
            return EXIT.ok;
          });
        });
      }),
    );
}

function strategyLine({ name, file, trainable, groups }: PreparedPlan["strategies"][number]) {
  return {
    strategy: name,
    file,
    trainable,
    groups: groups.map(({ address, state, tensors, numel }) => ({ address, state, tensors: tensors.length, numel })),
  };
}

function formatPlan({ plan, strategies, model }: PreparedPlan, lines: readonly PlanLine[], paint: Paint): string {
  const { shape } = model;
  const tied = shape.tied ? ", embedding and head tied" : "";
  const head = `${shape.architecture}: ${shape.layers} layers, ${formatCount(shape.numel)} parameters${tied}`;
  const arms = strategies.map((strategy) => [
    strategy.name,
    `${(strategy.trainable.share * 100).toFixed(1)} %`,
    formatCount(strategy.trainable.numel),
    String(strategy.trainable.tensors),
    strategy.boundary === null ? "" : String(strategy.boundary),
  ]);
  const armColumns = [
    { title: "strategy", align: "left" },
    { title: "trains", align: "right" },
    { title: "parameters", align: "right" },
    { title: "tensors", align: "right" },
    { title: "boundary", align: "right" },
  ] as const;
  const rows = lines.map((line) => [
    line.run + (line.runs.length > 1 ? ` and ${line.runs.length - 1} more` : ""),
    line.id,
    line.status === "hit" ? paint("green", "hit") : paint("yellow", "miss"),
    line.estimate.flops === null ? "" : formatCount(line.estimate.flops),
    line.estimate.memory_bytes === null ? "" : formatBytes(line.estimate.memory_bytes),
    line.status === "hit" || line.estimate.duration_ms === null ? "" : formatDuration(line.estimate.duration_ms),
    line.because.join("; "),
  ]);
  const columns = [
    { title: "run", align: "left" },
    { title: "stage", align: "left" },
    { title: "status", align: "left" },
    { title: "FLOPs", align: "right" },
    { title: "memory", align: "right" },
    { title: "time", align: "right" },
    { title: "because", align: "left" },
  ] as const;
  const misses = lines.filter((line) => line.status === "miss");
  const totalMs = misses.reduce((sum, line) => sum + (line.estimate.duration_ms ?? 0), 0);
  const total = `${plan.runs.length} runs, ${lines.length} stages: ${lines.length - misses.length} done, ${misses.length} to do${misses.length > 0 ? `, about ${formatDuration(totalMs)} one after the other` : ""}`;
  return [head, formatTable(armColumns, arms), formatTable(columns, rows), paint("bold", total)].join("\n\n");
}
