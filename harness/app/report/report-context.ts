import type { Card } from "../../domain/benchmark/card.ts";
import type { Item } from "../../domain/benchmark/item.ts";
import { findSplit } from "../../domain/benchmark/split.ts";
import type { Bilingual, BenchmarkInReport } from "../../domain/report/report.ts";
import { baselines } from "../../domain/stats/baselines.ts";
import type { ScoreConditions } from "../../domain/stats/not-comparable.ts";
import { readCards } from "../data/cards.ts";
import { loadItems } from "../data/load-items.ts";
import type { BenchmarkFiles } from "../ports/benchmark-files.ts";

/** A benchmark as far as it is known here: without a card, or without its data, a report says less, not nothing. */
export interface KnownBenchmark {
  readonly card: Card | null;
  readonly items: ReadonlyMap<string, Item>; // by `subject/id`; empty where the data is not here
}

/** The cards and questions of all benchmarks that a report speaks of. */
export async function knownBenchmarks(
  files: BenchmarkFiles,
  wanted: readonly ScoreConditions[],
): Promise<ReadonlyMap<string, KnownBenchmark>> {
  const shelf = await readCards(files, [...new Set(wanted.map(({ benchmark }) => benchmark))]);
  const known = new Map<string, KnownBenchmark>();
  for (const { benchmark, split: splitName } of wanted) {
    const key = benchmarkKey(benchmark, splitName);
    if (known.has(key)) continue;
    const card = shelf.cards.find((candidate) => candidate.name === benchmark) ?? null;
    const split = card && findSplit(card, splitName);
    const items =
      card && split?.ok === true
        ? await loadItems(files, { card, split: split.value, subjects: null })
        : null;
    const list = items?.ok === true ? items.value : [];
    known.set(key, { card, items: new Map(list.map((item) => [`${item.subject}/${item.id}`, item])) });
  }
  return known;
}

/** One text per benchmark and split. */
export const benchmarkKey = (benchmark: string, split: string): string => `${benchmark}/${split}`;

/** The words for a subject or a group; its id where no card says more. */
export function titleOf(
  known: KnownBenchmark | undefined,
  kind: "subjects" | "groups",
  id: string,
): Bilingual {
  return known?.card?.[kind].find((part) => part.id === id)?.title ?? { en: id, zh: id };
}

/** A benchmark's row in the report, with the scores that need no model. */
export function benchmarkInReport(
  conditions: ScoreConditions,
  known: KnownBenchmark | undefined,
  { n, chance }: { readonly n: number; readonly chance: number },
): BenchmarkInReport {
  const { card } = known ?? { card: null };
  const choices = [...(known?.items.values() ?? [])].flatMap(({ subject, choices: options, answer }) =>
    answer === null ? [] : [{ subject, options, answer: answer.charCodeAt(0) - "A".charCodeAt(0) }],
  );
  const found = baselines(choices);
  return {
    ...conditions,
    mode: modeOf(conditions.mode),
    title: card?.title ?? { en: conditions.benchmark, zh: conditions.benchmark },
    licence: card?.licence ?? "unknown",
    publicText: card?.publicText ?? false,
    n,
    chance,
    baselines:
      found === null
        ? []
        : [
            { id: "constant-letter", score: found.constantLetter.micro },
            { id: "longest-option", score: found.longestOption.micro },
            { id: "shortest-option", score: found.shortestOption.micro },
          ],
  };
}

/** The stored text as the mode that it is. */
export function modeOf(text: string): "logit" | "cloze" | "generate" {
  return text === "cloze" || text === "generate" ? text : "logit";
}
