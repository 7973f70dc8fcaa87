import { findSplit } from "../../domain/benchmark/split.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import {
  detectableWithSeeds,
  itemsNeededWithSeeds,
  powerWithSeeds,
  seedsNeeded,
  type SeedDesign,
} from "../../domain/stats/seed-plan.ts";
import { findCard, readCards } from "../data/cards.ts";
import type { BenchmarkFiles } from "../ports/benchmark-files.ts";
import { problem, refuseInput, type Refusal } from "../refusal.ts";

/** A comparison that is planned: points are percentage points, the rest fractions. */
export interface PowerRequest {
  readonly benchmark: string;
  readonly split: string | null; // null: the card's primary one
  readonly discordance: number; // share of questions on which the two differ
  readonly differencePts: number | null; // a true difference that should be found
  readonly seeds: number; // of each arm
  readonly seedSdPts: number; // of an arm's score from seed to seed; 0: not measured, or nothing is trained
  readonly alpha: number; // two-sided
  readonly designEffect: number; // SE_CR1^2 / SE_paired^2; 1: questions independent
}

/** What 80 % and 90 % power need or show. */
export interface AtPower<T> {
  readonly power80: T;
  readonly power90: T;
}

/** The planned comparison as `harness power --json` prints it; null: no number would do, or nothing was asked. */
export interface PowerLine {
  readonly benchmark: string;
  readonly split: string;
  readonly n: number;
  readonly discordance: number;
  readonly alpha: number;
  readonly design_effect: number;
  readonly seeds: number;
  readonly seed_sd_pts: number;
  /** Null where even a difference as large as the discordance, the largest there can be, would be missed. */
  readonly mde_pts: AtPower<number | null>;
  readonly difference_pts: number | null;
  readonly power: number | null; // with which this design shows the difference
  readonly items_needed: number | null; // 80 % power, with these seeds
  readonly seeds_needed: number | null; // 80 % power, with these questions; null also where no seed SD is declared
  readonly needed: { readonly items: AtPower<number | null>; readonly seeds: AtPower<number | null> } | null;
}

/** What the questions of a benchmark can show, and how many questions or seeds a difference needs. */
export async function planPower(
  files: Pick<BenchmarkFiles, "cards">,
  request: PowerRequest,
): Promise<Result<PowerLine, Refusal>> {
  const shelf = await readCards(files, [request.benchmark]);
  const card = findCard(shelf, request.benchmark);
  const split = card.ok ? findSplit(card.value, request.split ?? undefined) : card;
  const problems = [...impossible(request), ...(split.ok ? [] : split.error)];
  if (!split.ok || problems.length > 0) return err(refuseInput(problems));
  const { name, items: n } = split.value;
  return ok(powerLine(request, { split: name, n }));
}

function powerLine(
  request: PowerRequest,
  { split, n }: { readonly split: string; readonly n: number },
): PowerLine {
  const { benchmark, discordance, differencePts, seeds, seedSdPts, alpha, designEffect } = request;
  const seedSd = seedSdPts / 100;
  const at = (power: number): SeedDesign => ({ discordance, alpha, power, designEffect, seedSd });
  const both = <T>(of: (design: SeedDesign) => T): AtPower<T> => ({
    power80: of(at(0.8)),
    power90: of(at(0.9)),
  });
  const difference = differencePts === null ? null : differencePts / 100;
  const needed =
    difference === null
      ? null
      : {
          items: both((design) => itemsNeededWithSeeds(difference, seeds, design)),
          seeds: both((design) => (seedSd === 0 ? null : seedsNeeded(difference, n, design))),
        };
  return {
    benchmark,
    split,
    n,
    discordance,
    alpha,
    design_effect: designEffect,
    seeds,
    seed_sd_pts: seedSdPts,
    mde_pts: both((design) => {
      const delta = detectableWithSeeds({ n, seeds }, design);
      return delta === null ? null : delta * 100;
    }),
    difference_pts: differencePts,
    power: difference === null ? null : powerWithSeeds(difference, { n, seeds }, at(0.8)),
    items_needed: needed?.items.power80 ?? null,
    seeds_needed: needed?.seeds.power80 ?? null,
    needed,
  };
}

function impossible(request: PowerRequest) {
  const { discordance, differencePts, seedSdPts, alpha, designEffect } = request;
  const known = discordance > 0 && discordance <= 1;
  const checks = [
    {
      isRight: known,
      words: `--discordance is a share of the questions, above 0 and at most 1, not ${discordance}`,
      hint: "harness compare A B --json says it of two runs; near 25 % chance two guessers differ on 0.375",
    },
    {
      isRight: differencePts === null || differencePts > 0,
      words: `--difference is a number of points above 0, not ${differencePts ?? ""}`,
      hint: "e.g. --difference 2",
    },
    {
      isRight: !known || differencePts === null || differencePts <= discordance * 100,
      words: `two runs that differ on ${formatShare(discordance)} of the questions can't be ${differencePts ?? ""} points apart`,
      hint: "give a smaller --difference or a larger --discordance",
    },
    {
      isRight: seedSdPts >= 0,
      words: `--seed-sd is a number of points, not ${seedSdPts}`,
      hint: "e.g. --seed-sd 0.8",
    },
    {
      isRight: alpha > 0 && alpha < 1,
      words: `--alpha is between 0 and 1, not ${alpha}`,
      hint: "e.g. --alpha 0.05",
    },
    {
      isRight: designEffect > 0 && Number.isFinite(designEffect),
      words: `--design-effect is a number above 0, not ${designEffect}`,
      hint: "1 where questions are independent, e.g. 2 where subjects react differently",
    },
  ];
  return checks.flatMap(({ isRight, words, hint }) => (isRight ? [] : [problem("bad-design", words, hint)]));
}

const formatShare = (share: number): string => `${Number((share * 100).toFixed(2))} %`;
