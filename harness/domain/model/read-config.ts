import { z } from "zod";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import { err, ok, type Result } from "../result.ts";

/** What config.json says, in one set of words for all families. */
export interface ModelConfig {
  readonly architecture: string;
  readonly modelType: string;
  readonly layers: number;
  readonly hidden: number;
  readonly vocabulary: number;
  readonly contextLength: number;
  /** null where the file is silent: then the family's default counts. */
  readonly tied: boolean | null;
}

/** Each word's names in the families' files; the first one that is there counts. */
const NAMES = {
  layers: ["num_hidden_layers", "n_layer", "num_layers"],
  hidden: ["hidden_size", "n_embd", "d_model"],
  vocabulary: ["vocab_size"],
  contextLength: ["max_position_embeddings", "n_positions", "n_ctx", "max_seq_len"],
} as const;

const fieldsSchema = z.record(z.string(), z.unknown());
const count = z.int().min(1);

/** Reads a parsed config.json; a multimodal model's text half stands in `text_config`. */
export function readConfig(json: unknown, file: string): Result<ModelConfig, readonly Diagnostic[]> {
  const outer = fieldsSchema.safeParse(json);
  if (!outer.success) {
    return err([makeError({ code: "bad-config", message: `${file} holds no JSON object` })]);
  }
  const inner = fieldsSchema.safeParse(outer.data["text_config"]);
  const fields = { ...outer.data, ...(inner.success ? inner.data : {}) };
  const find = (names: readonly string[]): number | null => {
    const found = names.map((name) => count.safeParse(fields[name])).find(({ success }) => success);
    return found?.success ? found.data : null;
  };
  const [layers, hidden, vocabulary] = [find(NAMES.layers), find(NAMES.hidden), find(NAMES.vocabulary)];
  if (layers === null || hidden === null || vocabulary === null) {
    const missing = Object.entries({ layers, hidden, vocabulary }).filter(([, value]) => value === null);
    return err(missing.map(([word]) => missingField(word, file)));
  }
  const modelType = z.string().safeParse(fields["model_type"]).data ?? "unknown";
  return ok({
    architecture: z.array(z.string()).min(1).safeParse(outer.data["architectures"]).data?.[0] ?? modelType,
    modelType,
    layers,
    hidden,
    vocabulary,
    contextLength: find(NAMES.contextLength) ?? 2048,
    tied: z.boolean().safeParse(fields["tie_word_embeddings"]).data ?? null,
  });
}

function missingField(word: string, file: string): Diagnostic {
  const names = Object.entries(NAMES).find(([key]) => key === word)?.[1] ?? [];
  return makeError({
    code: "bad-config",
    message: `${file} does not say the model's ${word}`,
    hint: `it needs a whole number from 1 on as ${names.join(" or ")}`,
  });
}
