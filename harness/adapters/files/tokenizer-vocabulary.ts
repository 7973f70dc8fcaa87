import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeError } from "../../domain/diagnostic/make.ts";

const FILE = "tokenizer.json";

/** BPE and WordPiece map pieces to ids, Unigram lists them; entries are looked at one by one, there are 150,000. */
const tokenizerSchema = z.object({
  model: z.object({
    vocab: z.union([z.array(z.unknown()), z.custom<object>((value) => typeof value === "object")]),
  }),
});

/**
 * Whether the tokenizer belongs to the model: its own pieces must have ids that the embedding has rows for. Added
 * tokens may lie beyond (Gemma 3 has one for images). Null where it fits, and where there is no
 * tokenizer.json of a kind that we know.
 */
export async function checkTokenizer(
  folder: string,
  names: readonly string[],
  vocabulary: number, // rows of the embedding
): Promise<Diagnostic | null> {
  if (!names.includes(FILE)) return null;
  const path = join(folder, FILE);
  const size = vocabularySize(await readFile(path, "utf8"));
  if (size === null || size <= vocabulary) return null; // what we can't read, Python may
  const message = `${path} has ${size} tokens, but the model has rows for ${vocabulary} (vocab_size of config.json)`;
  const hint = "use the tokenizer that the model was published with";
  return makeError({ code: "tokenizer-mismatch", message, hint });
}

/** One more than the largest id of a tokenizer's own pieces; null if the text is not of a kind that we know. */
export function vocabularySize(text: string): number | null {
  try {
    const parsed = tokenizerSchema.safeParse(JSON.parse(text));
    if (!parsed.success) return null;
    const { vocab } = parsed.data.model;
    if (Array.isArray(vocab)) return vocab.length;
    let largest = -1;
    for (const id of Object.values(vocab)) if (typeof id === "number" && id > largest) largest = id;
    return largest + 1;
  } catch {
    return null;
  }
}
