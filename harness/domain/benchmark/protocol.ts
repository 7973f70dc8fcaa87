import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { hashJson, type Sha256 } from "../hash.ts";
import { err, ok, type Result } from "../result.ts";
import type { ProtocolRequest } from "./card-schema.ts";
import type { Card } from "./card.ts";
import { modesOf, type Mode, type Style } from "./style.ts";
import { stylesOf } from "./styles.ts";

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

/**
 * The protocol that a request names. What it leaves open is as the card's default says, where the style has that, else
 * the style's first. All problems at once.
 */
export function resolveProtocol(
  card: Card,
  request: Partial<ProtocolRequest>,
): Result<Protocol, readonly Diagnostic[]> {
  const name = request.style ?? card.defaultProtocol.style;
  const styles = stylesOf(card.name, card.styles);
  const style = styles.get(name);
  const shots = request.shots ?? defaultShots(card, style);
  const problems = [...checkShots(card, shots)];
  const problem = (code: string, message: string): void =>
    void problems.push({ severity: "error", code, message });
  if (style === undefined) {
    const known = [...styles.keys()].sort().join(", ");
    problem("unknown-protocol", `benchmark ${card.name} has no protocol "${name}"; it has ${known}`);
    return err(problems);
  }
  const modes = modesOf(style);
  const mode = request.mode ?? modes.find((one) => one === card.defaultProtocol.mode) ?? modes[0];
  if (mode === undefined || !modes.includes(mode)) {
    const has = modes.length === 0 ? "none" : modes.join(", ");
    problem(
      "unknown-mode",
      `protocol "${name}" of ${card.name} has no ${mode ?? "logit"} mode; it has ${has}`,
    );
    return err(problems);
  }
  if (style.shots !== null && !style.shots.counts.includes(shots)) {
    const { counts, because } = style.shots;
    problem(
      "unknown-shots",
      `protocol "${name}" of ${card.name} has ${orList(counts)} shots, not ${shots}: ${because}`,
    );
  }
  if (problems.length > 0) return err(problems);
  const clozeSuffix = mode === "cloze" ? card.clozeSuffix : "";
  const id = `${name}/${mode}/${shots}-shot`;
  const hash = hashJson({ style, mode, shots, clozeSuffix });
  return ok({ id, benchmark: card.name, name, style, mode, shots, clozeSuffix, hash });
}

/** Why a protocol can't be scored yet, though its prompts can be shown; nothing if it can. */
export function checkScored({ mode }: Protocol): readonly Diagnostic[] {
  if (mode !== "generate") return [];
  return [{ severity: "error", code: "not-built-yet", message: "generate mode: not built yet" }];
}

function defaultShots(card: Card, style: Style | undefined): number {
  const { shots } = card.defaultProtocol;
  const counts = style?.shots?.counts ?? [shots];
  return counts.includes(shots) ? shots : (counts[0] ?? shots);
}

function checkShots(card: Card, shots: number): readonly Diagnostic[] {
  const problem = (code: string, message: string): readonly Diagnostic[] => [
    { severity: "error", code, message },
  ];
  if (!Number.isInteger(shots) || shots < 0) {
    return problem("bad-shots", `shots is a whole number from 0 on, not ${shots}`);
  }
  if (shots === 0 || card.fewShotSplit !== null) return [];
  const message = `benchmark ${card.name} has no few_shot_split, so shots must be 0, not ${shots}`;
  return problem("no-few-shot-split", message);
}

/** e.g. "0, 1 or 2". */
function orList(counts: readonly number[]): string {
  const last = counts.at(-1) ?? 0;
  return counts.length < 2 ? `${last}` : `${counts.slice(0, -1).join(", ")} or ${last}`;
}
