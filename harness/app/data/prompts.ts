import type { ProtocolRequest } from "../../domain/benchmark/card-schema.ts";
import { resolveProtocol } from "../../domain/benchmark/protocol.ts";
import { findSplit } from "../../domain/benchmark/split.ts";
import type { DroppedItem } from "../../domain/benchmark/prompt.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { BenchmarkFiles } from "../ports/benchmark-files.ts";
import { findCard, readCards } from "./cards.ts";
import { preparePrompts } from "./prepare-prompts.ts";

/** One line of `harness data prompts --json`; the scored texts are `prompt + choices[i]`. */
export interface PromptRow {
  readonly benchmark: string;
  readonly protocol: string; // e.g. "official"
  readonly mode: string;
  readonly shots: number;
  readonly split: string;
  readonly subject: string;
  readonly id: string;
  readonly prompt: string;
  readonly choices: readonly string[];
  readonly answer: string | null;
}

/** What `harness data prompts` shows, and the questions that the protocol does not ask. */
export interface ListedPrompts {
  readonly rows: readonly PromptRow[];
  readonly protocol: string;
  readonly dropped: readonly DroppedItem[];
}

/** The exact prompts of a benchmark, in the data's order. What is not named is as the card says. */
export async function listPrompts(
  files: BenchmarkFiles,
  wanted: {
    readonly benchmark: string;
    readonly protocol: Partial<ProtocolRequest>;
    readonly split: string | undefined;
    readonly subjects: readonly string[] | null;
  },
): Promise<Result<ListedPrompts, readonly Diagnostic[]>> {
  const card = findCard(await readCards(files, [wanted.benchmark]), wanted.benchmark);
  if (!card.ok) return card;
  const protocol = resolveProtocol(card.value, wanted.protocol);
  const split = findSplit(card.value, wanted.split);
  if (!protocol.ok || !split.ok) {
    return err([...(protocol.ok ? [] : protocol.error), ...(split.ok ? [] : split.error)]);
  }
  const { subjects } = wanted;
  const target = { card: card.value, protocol: protocol.value, split: split.value, subjects, limit: null };
  const prompts = await preparePrompts(files, target);
  if (!prompts.ok) return prompts;
  const { name, mode, shots } = protocol.value;
  const rows = prompts.value.prompts.map(({ item, prefix, text, choices }) => ({
    benchmark: item.benchmark,
    protocol: name,
    mode,
    shots,
    split: item.split,
    subject: item.subject,
    id: item.id,
    prompt: prefix + text,
    choices,
    answer: item.answer,
  }));
  return ok({ rows, protocol: name, dropped: prompts.value.dropped });
}
