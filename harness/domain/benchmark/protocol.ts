import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { hashJson, type Sha256 } from "../hash.ts";
import { err, ok, type Result } from "../result.ts";
import type { ProtocolRequest } from "./card-schema.ts";
import type { Card } from "./card.ts";
import type { Style } from "./style.ts";
import { stylesOf } from "./styles.ts";

/** How an answer is found: `logit` compares letters, `cloze` compares the texts of the options. */
export type Mode = "logit" | "cloze";

/** Prompt style, mode and shots, with all that these names stand for. Plain data: it can be stored and hashed. */
export interface Protocol {
  readonly id: string; // e.g. "official/logit/5-shot"
  readonly benchmark: string;
  readonly name: string; // of the style, e.g. "official"
  readonly style: Style;
  readonly mode: Mode;
  readonly shots: number;
  readonly clozeSuffix: string;
  /** Of the definition, not of its names: equal hashes give equal prompts on equal data. */
  readonly hash: Sha256;
}

/** The protocol that a request names; what it leaves open is as the card's default says. All problems at once. */
export function resolveProtocol(
  card: Card,
  request: Partial<ProtocolRequest>,
): Result<Protocol, readonly Diagnostic[]> {
  const { style: name, mode, shots } = { ...card.defaultProtocol, ...request };
  const styles = stylesOf(card.name, card.styles);
  const style = styles.get(name);
  const problems: Diagnostic[] = [];
  const problem = (code: string, message: string): void =>
    void problems.push({ severity: "error", code, message });
  const known = [...styles.keys()].sort().join(", ");
  if (style === undefined) {
    problem("unknown-protocol", `benchmark ${card.name} has no protocol "${name}"; it has ${known}`);
  }
  if (!Number.isInteger(shots) || shots < 0) {
    problem("bad-shots", `shots is a whole number from 0 on, not ${shots}`);
  } else if (shots > 0 && card.fewShotSplit === null) {
    problem(
      "no-few-shot-split",
      `benchmark ${card.name} has no few_shot_split, so shots must be 0, not ${shots}`,
    );
  }
  if (mode === "generate") {
    problem("not-built-yet", "generate mode: not built yet");
  } else if (style !== undefined && style.scored[mode] === undefined) {
    const modes = Object.keys(style.scored).join(", ");
    problem("unknown-mode", `protocol "${name}" of ${card.name} has no ${mode} mode; it has ${modes}`);
  } else if (style !== undefined && problems.length === 0) {
    const clozeSuffix = mode === "cloze" ? card.clozeSuffix : "";
    const id = `${name}/${mode}/${shots}-shot`;
    const hash = hashJson({ style, mode, shots, clozeSuffix });
    return ok({ id, benchmark: card.name, name, style, mode, shots, clozeSuffix, hash });
  }
  return err(problems);
}
