import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Option, type Command } from "commander";
import { evaluationRecord, prepareEvaluation } from "../../app/eval/prepare-evaluation.ts";
import { scoreLines } from "../../app/run/run-outcomes.ts";
import { problem, refuseInput } from "../../app/refusal.ts";
import type { ScoreLine } from "../../domain/run/events.ts";
import { readModelSource } from "../../domain/profile/sources.ts";
import { ok } from "../../domain/result.ts";
import {
  defineCommand,
  parseList,
  parseWhole,
  type CommandHost,
  type CommonOptions,
} from "../define-command.ts";
import { executePlanHere } from "../execute-plan-here.ts";
import { EXIT, type ExitCode } from "../io.ts";
import { formatScores } from "../print-scores.ts";
import { refuse, unlessRefused, withSession, type Session } from "../session.ts";

interface Options extends CommonOptions {
  readonly benchmark: string;
  readonly protocol?: string;
  readonly mode?: "logit" | "generate" | "cloze";
  readonly shots?: number;
  readonly split?: string;
  readonly subjects?: readonly string[];
  readonly limit?: number;
  readonly dtype: "fp32" | "bf16";
  readonly device: "auto" | "cpu" | "cuda" | "mps";
  readonly threads?: number;
  readonly batchSize: number;
  readonly backend: string;
  readonly chat?: boolean;
  readonly rotations?: boolean;
  readonly label?: string;
}

/** A forward takes so many padded tokens for each sequence of --batch-size. */
const TOKENS_PER_SEQUENCE = 512;
const STALL_TIMEOUT_MS = 30 * 60_000;

/** `harness eval MODEL --benchmark B`: scores one checkpoint. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "eval",
    args: "<model>",
    description:
      "Scores a checkpoint folder or hub model on a benchmark, stores every question's result as the run LABEL, and prints the scores with intervals.",
    examples: [
      [
        "harness eval ./models/qwen3 --benchmark ceval --protocol official --shots 5",
        "C-Eval val, five-shot",
      ],
      [
        "harness eval .harness/cache/HASH/model --benchmark cmmlu --subjects agronomy,law --limit 20",
        "a quick look",
      ],
    ],
  })
    .requiredOption("--benchmark <name>", "the benchmark")
    .option("--protocol <style>", "the prompt style (default: the card's)")
    .addOption(
      new Option("--mode <mode>", "how answers are read (default: the card's)").choices([
        "logit",
        "cloze",
        "generate",
      ]),
    )
    .option("--shots <n>", "worked examples before each question (default: the card's)", parseWhole(0))
    .option("--split <name>", "the split (default: the card's primary one)")
    .option("--subjects <list>", "only these subjects, separated by commas", parseList)
    .option("--limit <n>", "only the first n questions of each subject", parseWhole(1))
    .addOption(
      new Option("--dtype <name>", "dtype of the computation").choices(["fp32", "bf16"]).default("fp32"),
    )
    .addOption(
      new Option("--device <name>", "where to compute")
        .choices(["auto", "cpu", "cuda", "mps"])
        .default("auto"),
    )
    .option("--threads <n>", "threads of the process on a CPU (default: all cores)", parseWhole(1))
    .option(
      "--batch-size <n>",
      `sequences of ${TOKENS_PER_SEQUENCE} tokens a forward; halved on out-of-memory`,
      parseWhole(1),
      4,
    )
    .option("--backend <name>", "torch or http (http: not built yet)", "torch")
    .option("--chat", "apply the tokenizer's chat template (not built yet)")
    .option("--rotations", "ask all four rotations of the options (not built yet)")
    .option("--label <name>", "the run's name (default: the model's last path part)")
    .action((model: string, options: Options) =>
      withSession(host, options, (session) => evaluate(session, model, options)),
    );
}

async function evaluate(session: Session, model: string, options: Options): Promise<ExitCode> {
  const missing = notBuiltYet(options);
  if (missing !== null) {
    session.io.note(`harness eval: ${missing} is not built yet`);
    return EXIT.badInput;
  }
  // A folder that is there is a folder, whatever its name looks like.
  const isFolder = existsSync(resolve(session.io.cwd, model));
  const source = isFolder ? ok({ kind: "folder", path: model } as const) : readModelSource(model);
  if (!source.ok)
    return refuse(session, refuseInput([problem("bad-model", source.error.message, source.error.hint)]));
  const { projectHere } = await import("../wire/project.ts");
  return unlessRefused(session, projectHere(session), async ({ deps, saveHashes }) => {
    const { protocol: style, mode, shots } = options;
    const label = options.label ?? lastPart(model);
    const machine = await deps.machine.facts();
    const prepared = await prepareEvaluation(
      {
        model: source.value,
        label,
        benchmark: options.benchmark,
        split: options.split ?? null,
        protocol: {
          ...(style === undefined ? {} : { style }),
          ...(mode === undefined ? {} : { mode }),
          ...(shots === undefined ? {} : { shots }),
        },
        subjects: options.subjects ?? null,
        limit: options.limit ?? null,
        precision: options.dtype,
        device: options.device,
        threads: options.threads ?? machine.cores,
        processes: 1,
        python: options.python,
      },
      deps,
    );
    saveHashes();
    return unlessRefused(session, prepared, (ready) =>
      executePlanHere(session, {
        ...ready,
        training: null,
        benchmarks: deps.benchmarks,
        batchTokens: options.batchSize * TOKENS_PER_SEQUENCE,
        stallTimeoutMs: STALL_TIMEOUT_MS,
        gpus: undefined,
        jobs: undefined,
        keepGoing: false,
        options: { ...options, json: false },
        records: (codeVersion) => [
          evaluationRecord(ready, deps.store?.run(label), {
            modelName: model,
            command: `harness eval ${model} --benchmark ${options.benchmark}`,
            codeVersion,
          }),
        ],
        onEnd: ({ store }) => {
          const scores = store
            .evaluations(ready.plan.stages.map((stage) => stage.fingerprint))
            .flatMap(scoreLines);
          print(session, label, scores);
        },
      }),
    );
  });
}

function print(session: Session, run: string, scores: readonly ScoreLine[]): void {
  if (session.options.json === true) session.json({ run, scores });
  else session.say(formatScores(scores, { lang: session.options.lang, width: session.io.width }));
}

function notBuiltYet(options: Options): string | null {
  if (options.backend !== "torch") return `the backend "${options.backend}"`;
  if (options.chat === true) return "--chat";
  return options.rotations === true ? "--rotations" : null;
}

/** e.g. "qwen3" for "./models/qwen3/", "Qwen3-0.6B-Base" for "Qwen/Qwen3-0.6B-Base@main". */
function lastPart(model: string): string {
  return (
    model
      .replace(/@[^/]*$/, "")
      .split(/[\\/]/)
      .filter((part) => part !== "" && part !== "." && part !== "..")
      .at(-1) ?? "model"
  );
}
