import type { Command } from "commander";
import type { CommandHost } from "./define-command.ts";
import { PLANNED } from "./planned-commands.ts";

/** A command of the program: listed at once, loaded only when it is called, so that `harness --help` is quick. */
export interface ListedCommand {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: (host: CommandHost) => Command }>;
}

/** A command that is not built yet. */
function planned(name: keyof typeof PLANNED): ListedCommand {
  const spec = PLANNED[name];
  const load = async (): ReturnType<ListedCommand["load"]> => {
    const { notBuilt } = await import("./not-built.ts");
    return { command: notBuilt({ name, ...spec }) };
  };
  return { name, summary: `${spec.summary} (not built yet)`, load };
}

/** All commands, in the order in which a newcomer needs them. */
export const COMMANDS: readonly ListedCommand[] = [
  {
    name: "init",
    summary: "start a project: harness.yaml and strategies/",
    load: () => import("./commands/init.ts"),
  },
  {
    name: "doctor",
    summary: "what this machine has, and how to mend what it lacks",
    load: () => import("./commands/doctor.ts"),
  },
  {
    name: "data",
    summary: "bring benchmarks in, verify them, show their prompts",
    load: () => import("./commands/data.ts"),
  },
  { name: "plan", summary: "what a run would do, and why", load: () => import("./commands/plan.ts") },
  {
    name: "run",
    summary: "train and evaluate strategies; the same command again goes on",
    load: () => import("./commands/run.ts"),
  },
  {
    name: "status",
    summary: "what runs, since when, and how long it still takes",
    load: () => import("./commands/status.ts"),
  },
  { name: "logs", summary: "the log of one stage", load: () => import("./commands/logs.ts") },
  { name: "eval", summary: "score one checkpoint on a benchmark", load: () => import("./commands/eval.ts") },
  { name: "items", summary: "every question's result of a run", load: () => import("./commands/items.ts") },
  {
    name: "audit",
    summary: "prove what a training changed, tensor by tensor",
    load: () => import("./commands/audit.ts"),
  },
  {
    name: "compare",
    summary: "is A better than B, by how much, how sure",
    load: () => import("./commands/compare.ts"),
  },
  {
    name: "report",
    summary: "write reports/NAME from the stored scores",
    load: () => import("./commands/report.ts"),
  },
  { name: "site", summary: "build or serve the comparison site", load: () => import("./commands/site.ts") },
  {
    name: "schema",
    summary: "JSON Schemas of everything that is read or written",
    load: () => import("./commands/schema.ts"),
  },
  {
    name: "gc",
    summary: "free disk, never what a score needs to be explained",
    load: () => import("./commands/gc.ts"),
  },
  {
    name: "power",
    summary: "what difference n questions can show, how many one needs",
    load: () => import("./commands/power.ts"),
  },
  planned("trace"),
  planned("compose"),
  {
    name: "import",
    summary: "bring in per-question results from elsewhere",
    load: () => import("./commands/import.ts"),
  },
  planned("export"),
  planned("nightly"),
  planned("publish"),
];
