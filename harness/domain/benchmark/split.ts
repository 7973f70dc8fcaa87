import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../result.ts";
import type { Card, CardSplit } from "./card.ts";
import type { Protocol } from "./protocol.ts";

/** The split that is meant: the card's primary one where none is named. */
export function findSplit(card: Card, name: string | undefined): Result<CardSplit, readonly Diagnostic[]> {
  const wanted = name ?? card.primarySplit;
  const split = card.splits.find((candidate) => candidate.name === wanted);
  if (split !== undefined) return ok(split);
  const known = card.splits.map((candidate) => candidate.name).join(", ");
  const message = `benchmark ${card.name} has no split "${wanted}"; it has ${known}`;
  return err([{ severity: "error", code: "unknown-split", message }]);
}

/** Why a split can't be scored; nothing if it can. */
export function checkScorable(card: Card, split: CardSplit): readonly Diagnostic[] {
  if (split.labelled) return [];
  const labelled = card.splits.filter((candidate) => candidate.labelled).map((candidate) => candidate.name);
  const message = `split "${split.name}" of ${card.name} has no public answers, so it can't be scored`;
  return [{ severity: "error", code: "unlabelled-split", message, hint: `score ${labelled.join(" or ")}` }];
}

/** The split that demos are taken from; null for zero shots. It must have answers, and be another than the asked one. */
export function findDemoSplit(target: {
  readonly card: Card;
  readonly protocol: Protocol;
  readonly split: CardSplit;
}): Result<CardSplit | null, readonly Diagnostic[]> {
  const { card, protocol, split } = target;
  if (protocol.shots === 0) return ok(null);
  const demos = card.splits.find((candidate) => candidate.name === card.fewShotSplit);
  if (demos === undefined)
    throw new Error(`Internal error: ${protocol.id} on ${card.name}, which has no demos`);
  const problem = (code: string, message: string): Result<never, readonly Diagnostic[]> =>
    err([{ severity: "error", code, message, hint: "ask for 0 shots" }]);
  if (demos.name === split.name) {
    return problem(
      "demos-from-scored-split",
      `split "${split.name}" of ${card.name} gives the demos: a question would show its own answer`,
    );
  }
  if (!demos.labelled) {
    return problem(
      "unlabelled-split",
      `split "${demos.name}" of ${card.name} has no answers, so it gives no demos`,
    );
  }
  return ok(demos);
}
