import type { Command } from "commander";
import { resultTables } from "../../app/compare/result-rows.ts";
import { refuseGpus } from "../../app/plan/choose-device.ts";
import { preparePlan, type PreparedPlan } from "../../app/plan/prepare-plan.ts";
import { runRecords } from "../../app/run/run-records.ts";
import type { TrainingContext } from "../../app/run/stage-spec.ts";
import type { RunOutcome } from "../../domain/run/events.ts";
import {
  defineCommand,
  parseList,
  parseWhole,
  parseWholeList,
  type CommandHost,
  type CommonOptions,
} from "../define-command.ts";
import { executePlanHere } from "../execute-plan-here.ts";
import { EXIT, type ExitCode } from "../io.ts";
import { formatResults } from "../print-results.ts";
import { formatNumberOf } from "../print-numbers.ts";
import { printProblems, refuse, unlessRefused, withSession, type Session } from "../session.ts";
import { wrapText } from "../wrap-text.ts";
import type { Stored } from "../wire/stored.ts";

interface Options extends CommonOptions {
  readonly seeds?: readonly number[];
  readonly gpus?: readonly string[];
  readonly jobs?: number;
  readonly executor: string;
  readonly keepGoing?: boolean;
  readonly detach?: boolean;
}

/** `harness run STRATEGY...`: does what the plan says and is not done. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "run",
    args: "<strategy...>",
    description:
      "Trains and evaluates strategies under a profile. What is done is never redone; the same command again goes on where it stopped, also after a crash or Ctrl-C.",
    examples: [
      ["harness run strategies/*.yaml", "every strategy, every seed of the profile"],
      ["harness run strategies/train-shallow.yaml --seeds 1 --set budget.steps=20", "a quick try"],
      [
        "harness run strategies/*.yaml --gpus 0,1 --keep-going",
        "two GPUs, side by side; a failure stops only its own run",
      ],
    ],
  })
    .option("--seeds <list>", "seeds instead of the profile's, e.g. 1,2,3", parseWholeList)
    .option(
      "--gpus <list>",
      "GPUs to use, by index or UUID (default: CUDA_VISIBLE_DEVICES, else all)",
      parseList,
    )
    .option("--jobs <n>", "how many stages may run side by side", parseWhole(1))
    .option("--executor <name>", "local or slurm (slurm: not built yet)", "local")
    .option("--keep-going", "after a failure, go on with what does not need it")
    .option("--detach", "go on in the background (not built yet)")
    .action((strategyFiles: string[], options: Options) =>
      withSession(host, options, (session) => runStrategies(session, strategyFiles, options)),
    );
}

async function runStrategies(
  session: Session,
  strategyFiles: readonly string[],
  options: Options,
): Promise<ExitCode> {
  if (options.executor !== "local" || options.detach === true) {
    session.io.note(
      `harness run: ${options.detach === true ? "--detach" : `the executor "${options.executor}"`} is not built yet`,
    );
    return EXIT.badInput;
  }
  const { projectHere } = await import("../wire/project.ts");
  return unlessRefused(session, projectHere(session), async ({ deps, saveHashes }) => {
    const { config, profile, set, seeds, python } = options;
    const prepared = await preparePlan({ strategyFiles, config, profile, set, seeds, python }, deps);
    saveHashes();
    return unlessRefused(session, prepared, (ready) => {
      const refusal = refuseGpus(options.gpus, {
        wanted: ready.profile.device,
        device: ready.request.machine.device,
      });
      if (refusal !== null) return refuse(session, refusal);
      printProblems(session, ready.warnings);
      return executePlanHere(session, {
        ...ready,
        training: trainingOf(ready),
        benchmarks: deps.benchmarks,
        batchTokens: ready.profile.batchTokens,
        stallTimeoutMs: ready.profile.stallTimeoutMs,
        gpus: options.gpus,
        jobs: options.jobs,
        keepGoing: options.keepGoing === true,
        options,
        records: (codeVersion) => runRecords(ready, codeVersion),
        onEnd: (stored, outcomes) => {
          if (options.json !== true) report(session, stored, { ready, outcomes });
        },
      });
    });
  });
}

function trainingOf({ profile, corpus, request }: PreparedPlan): TrainingContext {
  const { format, field } = profile.corpus;
  const files = corpus.files.map((file) => file.path);
  return { corpus: { files, format, field }, budget: request.budget, saveEvery: profile.saveEvery };
}

/** The result tables, and what did not end well. */
function report(
  session: Session,
  { store }: Stored,
  { ready, outcomes }: { readonly ready: PreparedPlan; readonly outcomes: readonly RunOutcome[] },
): void {
  const names = new Set(outcomes.map(({ run }) => run));
  const runs = store.runs().filter((run) => names.has(run.name));
  const { baseline, margin } = ready.profile;
  const tables = resultTables(store, runs, { baseline, margin: margin > 0 ? margin / 100 : null });
  const shares = new Map(ready.strategies.map(({ name, trainable }) => [name, trainable.share]));
  const { lang } = session.options;
  if (tables.length > 0)
    session.say(
      `\n${formatResults(tables, { lang, paint: session.paint, shares, width: session.io.width })}`,
    );
  const notice = ready.profile.notice;
  if (notice !== null) session.say(`\n${session.paint("yellow", wrapText(notice[lang], session.io.width))}`);
  const unfinished = outcomes.filter(({ status }) => status !== "done");
  if (unfinished.length === 0) return;
  session.say(
    `\n${session.paint("red", `${unfinished.length} of ${formatNumberOf(outcomes.length, "run")} not done:`)}`,
  );
  for (const { run, status } of unfinished) session.say(`  ${run}: ${status}`);
  session.say("The same command again goes on from here; harness status and harness logs RUN say more.");
}
