import type { Command } from "commander";
import { compareRuns } from "../../app/compare/compare-runs.ts";
import { pairLine } from "../../app/compare/pair-line.ts";
import { problem, refuseInput } from "../../app/refusal.ts";
import { defineCommand, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT } from "../io.ts";
import { formatPairs } from "../print-pairs.ts";
import { refuse, unlessRefused, withSession } from "../session.ts";

interface Options extends CommonOptions {
  readonly benchmark?: string;
  readonly baseline?: string;
  readonly family?: boolean;
  readonly margin?: string;
}

/** `harness compare A B`: is one better, by how much, how sure. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "compare",
    args: "<names...>",
    description:
      "Compares runs or strategies on the same questions: difference with interval, test, relative improvement, verdict. A strategy's seeds are averaged per question. With --baseline each is compared with it; with --family the p-values are corrected for their number (Holm).",
    examples: [
      ["harness compare train-shallow full", "two strategies, all seeds"],
      ["harness compare train-shallow@tiny-world#1 full@tiny-world#1 --benchmark acquisition", "two runs"],
      [
        "harness compare --family train-shallow train-deep middle --baseline full",
        "a family against one baseline",
      ],
    ],
  })
    .option("--benchmark <name>", "only this benchmark")
    .option("--baseline <name>", "compare each with this one")
    .option("--family", "correct for the number of comparisons (Holm)")
    .option("--margin <points>", "differences below this many points count as equal")
    .action((names: string[], options: Options) =>
      withSession(host, options, async (session) => {
        const margin = options.margin === undefined ? null : Number(options.margin) / 100;
        if (margin !== null && !(margin > 0)) {
          return refuse(
            session,
            refuseInput([
              problem("bad-margin", `--margin is a number of points above 0, not "${options.margin ?? ""}"`),
            ]),
          );
        }
        if (names.length < 2 && options.baseline === undefined) {
          const hint = "name two, or one and --baseline";
          return refuse(
            session,
            refuseInput([problem("one-name", "there is nothing to compare with", hint)]),
          );
        }
        const { openStored } = await import("../wire/stored.ts");
        return unlessRefused(session, openStored(session), ({ store }) => {
          const request = {
            names,
            baseline: options.baseline ?? null,
            benchmark: options.benchmark ?? null,
            margin,
            isFamily: options.family === true,
          };
          return unlessRefused(session, compareRuns(store, request), (pairs) => {
            const lines = pairs.map(pairLine);
            if (options.json === true)
              session.json({ pairs: lines, family: familyOf(request, lines.length) });
            else
              session.say(
                formatPairs(lines, { lang: options.lang, paint: session.paint, width: session.io.width }),
              );
            return EXIT.ok;
          });
        });
      }),
    );
}

function familyOf(
  request: {
    readonly names: readonly string[];
    readonly baseline: string | null;
    readonly isFamily: boolean;
  },
  comparisons: number,
) {
  const { names, baseline } = request;
  return { names, baseline, comparisons, correction: request.isFamily ? "holm" : "none", alpha: 0.05 };
}
