import type { ProtocolRequest } from "../../domain/benchmark/card-schema.ts";
import { checkScored, resolveProtocol } from "../../domain/benchmark/protocol.ts";
import { checkSubjects } from "../../domain/benchmark/select-items.ts";
import { checkScorable, findDemoSplit, findSplit } from "../../domain/benchmark/split.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { EvaluationTarget } from "../../domain/plan/stage.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { findCard, type CardShelf } from "../data/cards.ts";

/** A benchmark as a profile or the command line asks for it. */
export interface WantedBenchmark {
  readonly name: string;
  readonly split: string | null; // null is the card's primary split
  readonly protocols: readonly Partial<ProtocolRequest>[]; // empty is the card's default
  readonly subjects: readonly string[] | null;
  readonly limit: number | null;
}

/** What is to be asked: one target per benchmark and protocol; all problems at once. */
export function evaluationTargets(
  shelf: CardShelf,
  wanted: readonly WantedBenchmark[],
): Result<readonly EvaluationTarget[], readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const targets: EvaluationTarget[] = [];
  for (const benchmark of wanted) {
    const card = findCard(shelf, benchmark.name);
    if (!card.ok) {
      problems.push(...card.error);
      continue;
    }
    const split = findSplit(card.value, benchmark.split ?? undefined);
    if (!split.ok) {
      problems.push(...split.error);
      continue;
    }
    const { subjects, limit } = benchmark;
    problems.push(...checkScorable(card.value, split.value), ...checkSubjects(card.value, subjects ?? []));
    const requests = benchmark.protocols.length === 0 ? [{}] : benchmark.protocols;
    for (const request of requests) {
      const protocol = resolveProtocol(card.value, request);
      if (!protocol.ok) {
        problems.push(...protocol.error);
        continue;
      }
      const target = { card: card.value, split: split.value, protocol: protocol.value, subjects, limit };
      problems.push(...checkScored(protocol.value));
      const demos = findDemoSplit(target);
      if (!demos.ok) problems.push(...demos.error);
      targets.push(target);
    }
  }
  return problems.length > 0 ? err(problems) : ok(targets);
}
