import { unreachable } from "../unreachable.ts";
import type { Mode } from "./style.ts";

/**
 * What the log-probability of a choice is divided by before choices are compared: nothing, its characters
 * (Unicode code points of the scored text, as lm-eval's acc_norm), or its tokens.
 */
export type Normalisation = "raw" | "per-char" | "per-token";

/** The normalisations that a mode is reported in, the main one first. Letters all have the same length; a reply is right or wrong. */
export function normalisationsOf(mode: Mode): readonly [Normalisation, ...Normalisation[]] {
  switch (mode) {
    case "logit":
    case "generate":
      return ["raw"];
    case "cloze":
      return ["raw", "per-char", "per-token"];
    default:
      return unreachable(mode);
  }
}

/** A choice's score under a normalisation; `logprob` is in nats. */
export function normalise(
  normalisation: Normalisation,
  choice: { readonly logprob: number; readonly text: string; readonly tokens: number },
): number {
  switch (normalisation) {
    case "raw":
      return choice.logprob;
    case "per-char":
      return choice.logprob / Array.from(choice.text).length;
    case "per-token":
      return choice.logprob / choice.tokens;
    default:
      return unreachable(normalisation);
  }
}
