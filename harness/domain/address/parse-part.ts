import { nearest } from "../diagnostic/nearest.ts";
import { ok } from "../result.ts";
import { addressProblem, type Parsed } from "./address-problem.ts";
import { BLOCKS, type Part } from "./address.ts";
import type { WordReader } from "./words.ts";

const ONLY = ["bias", "weight"] as const;

/** All words that can begin a part. */
export const PART_WORDS: readonly string[] = [...BLOCKS, ...ONLY];

/** Reads `attn`, `q bias`, `bias`; null if no part follows. */
export function parsePart(reader: WordReader): Parsed<Part | null> {
  const first = reader.peek()?.text;
  if (first === undefined) return ok(null);
  const block = BLOCKS.find((name) => name === first) ?? null;
  if (block !== null) reader.take();
  const only = ONLY.find((name) => name === reader.peek()?.text);
  if (only !== undefined) {
    reader.take();
    return ok({ block, only });
  }
  if (block !== null) return ok({ block, only: "all" });
  const near = nearest(first, PART_WORDS);
  const hint = near === undefined ? `parts are ${PART_WORDS.join(", ")}` : `did you mean "${near}"?`;
  return addressProblem(reader, `"${first}" is no part of a layer`, hint);
}
