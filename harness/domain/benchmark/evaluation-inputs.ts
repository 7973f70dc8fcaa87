import { hashJson } from "../hash.ts";
import type { Json } from "../json.ts";
import type { Card, CardSplit } from "./card.ts";
import type { Protocol } from "./protocol.ts";

/**
 * All of a benchmark that can change an evaluation's result, for a stage's fingerprint: known from the card alone,
 * since files whose hash differs are refused.
 */
export function evaluationInputs(source: {
  readonly card: Card;
  readonly protocol: Protocol;
  readonly split: CardSplit;
  readonly subjects: readonly string[] | null; // null: all
  readonly limit: number | null; // questions of each subject; null: all
}): { readonly [name: string]: Json } {
  const { card, protocol, split, subjects, limit } = source;
  const demos = protocol.shots === 0 ? [] : card.splits.filter(({ name }) => name === card.fewShotSplit);
  return {
    benchmark: card.name,
    split: split.name,
    subjects: subjects === null ? null : [...subjects].sort(),
    limit,
    protocol: protocol.id,
    protocol_definition: protocol.hash,
    data: hashOfFiles(card, [split]),
    demos: hashOfFiles(card, demos),
    // What the card adds to the files: how they are read, and the subjects' names, which prompts show.
    reading: hashJson({
      columns: { ...card.columns },
      subjects: card.subjects.map(({ id, title }) => [id, title.zh, title.en]),
    }),
  };
}

function hashOfFiles(card: Card, splits: readonly CardSplit[]): Json {
  const files = splits.flatMap((split) => split.files);
  return files.length === 0 ? null : hashJson(files.map(({ file }) => [file, card.sha256.get(file) ?? null]));
}
