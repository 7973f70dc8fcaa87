import type { Command } from "commander";
import { planLines } from "../../app/plan/plan-lines.ts";
import { missingData } from "../../app/plan/missing-data.ts";
import { preparePlan, type PreparedPlan } from "../../app/plan/prepare-plan.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { defineCommand, parseWholeList, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT } from "../io.ts";
import { formatPlan } from "../print-plan.ts";
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
      ["harness plan strategies/full.yaml --verbose", "every stage, with its work, memory, disk and time"],
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
          return unlessRefused(session, prepared, async (ready) => {
            const { paint, io } = session;
            const lines = planLines(ready.plan, deps.store);
            const missing = await missingData(ready.plan, { store: deps.store, files: deps.benchmarks });
            printProblems(session, [...ready.warnings, ...missing.map(asWarning)]);
            if (options.json === true)
              session.json({ stages: lines, strategies: ready.strategies.map(strategyLine) });
            else
              session.say(
                formatPlan(ready, lines, { paint, width: io.width, verbose: options.verbose === true }),
              );
            return EXIT.ok;
          });
        });
      }),
    );
}

/** A plan can be made without the data that its run would need. */
const asWarning = (problem: Diagnostic): Diagnostic => ({ ...problem, severity: "warning" });

function strategyLine({ name, file, trainable, groups }: PreparedPlan["strategies"][number]) {
  return {
    strategy: name,
    file,
    trainable,
    groups: groups.map(({ address, state, tensors, numel }) => ({
      address,
      state,
      tensors: tensors.length,
      numel,
    })),
  };
}
