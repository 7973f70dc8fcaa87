import type { Command } from "commander";
import { planPower } from "../../app/power/plan-power.ts";
import { defineCommand, parseWhole, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT } from "../io.ts";
import { formatPower } from "../print-power.ts";
import { unlessRefused, withSession } from "../session.ts";

interface Options extends CommonOptions {
  readonly benchmark: string;
  readonly split?: string;
  readonly discordance: number;
  readonly difference?: number;
  readonly seeds: number;
  readonly seedSd: number;
  readonly alpha: number;
  readonly designEffect: number;
}

/** `harness power`: what difference n questions can show, how many questions or seeds a difference needs. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "power",
    description:
      "Before anything is run: the smallest difference that a paired comparison on a benchmark finds, and how many questions or seeds a difference needs. Discordance is the share of questions on which the two differ; harness compare says it of runs that are there.",
    examples: [
      ["harness power --benchmark ceval --discordance 0.3", "what C-Eval val can show of one run each"],
      [
        "harness power --benchmark cmmlu --discordance 0.3 --difference 1 --seeds 3 --seed-sd 0.8",
        "would three seeds do for one point, or how many",
      ],
    ],
  })
    .requiredOption("--benchmark <name>", "the benchmark, by its card")
    .option("--split <name>", "the split (default: the card's primary one)")
    .requiredOption("--discordance <share>", "share of questions on which the two differ, e.g. 0.3", Number)
    .option("--difference <points>", "a true difference that should be found", Number)
    .option("--seeds <n>", "seeds of each arm", parseWhole(1), 1)
    .option("--seed-sd <points>", "standard deviation of a score from seed to seed", Number, 0)
    .option("--alpha <level>", "two-sided; divide by the number of comparisons of a family", Number, 0.05)
    .option("--design-effect <factor>", "variance by clusters over variance by questions", Number, 1)
    .action((options: Options) =>
      withSession(host, options, async (session) => {
        const { benchmarkFilesHere } = await import("../wire/data.ts");
        const line = await planPower(benchmarkFilesHere(session), {
          benchmark: options.benchmark,
          split: options.split ?? null,
          discordance: options.discordance,
          differencePts: options.difference ?? null,
          seeds: options.seeds,
          seedSdPts: options.seedSd,
          alpha: options.alpha,
          designEffect: options.designEffect,
        });
        return unlessRefused(session, line, (power) => {
          if (options.json === true) session.json(power);
          else session.say(formatPower(power, { lang: options.lang, paint: session.paint }));
          return EXIT.ok;
        });
      }),
    );
}
