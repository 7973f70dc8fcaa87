import type { Card } from "../../domain/benchmark/card.ts";
import { stylesOf } from "../../domain/benchmark/styles.ts";
import type { BenchmarkFiles } from "../ports/benchmark-files.ts";
import { verifyCard, type Verification } from "./verify.ts";

/** A benchmark as `harness data list` shows it. */
export interface ListedBenchmark {
  readonly card: Card;
  readonly protocols: readonly string[]; // names of styles, e.g. "official"
  readonly folder: string;
  readonly status: Verification["status"];
}

/** Every known benchmark, and whether its data is here. */
export async function listBenchmarks(
  files: Pick<BenchmarkFiles, "folderOf" | "inspect">,
  cards: readonly Card[],
): Promise<readonly ListedBenchmark[]> {
  return Promise.all(
    cards.map(async (card) => {
      const { folder, status } = await verifyCard(files, card);
      return { card, protocols: [...stylesOf(card.name, card.styles).keys()].sort(), folder, status };
    }),
  );
}
