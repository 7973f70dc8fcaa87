import { judgeAnswers, type ItemResult } from "../../domain/benchmark/answers.ts";
import { normalisationsOf, type Normalisation } from "../../domain/benchmark/normalisation.ts";
import type { Prompt } from "../../domain/benchmark/prompt.ts";
import type { ItemAnswer } from "../../domain/contract/requests.ts";
import type { EvaluationTarget } from "../../domain/plan/stage.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { StageFailure } from "../../domain/run/failure.ts";
import { aggregate } from "../../domain/benchmark/aggregate.ts";
import type { ItemRow, ScoreRow } from "../ports/store.ts";

/** An evaluation's rows as they are stored: every question, and every average under every normalisation. */
export interface ScoredEvaluation {
  readonly scores: readonly ScoreRow[];
  readonly items: readonly ItemRow[];
}

/** Turns a worker's log-probabilities into predictions and averages. Items keep the main normalisation's prediction. */
export function scoreEvaluation(source: {
  readonly target: EvaluationTarget;
  readonly prompts: readonly Prompt[];
  readonly answers: readonly ItemAnswer[];
}): Result<ScoredEvaluation, StageFailure> {
  const { target, prompts, answers } = source;
  const normalisations = normalisationsOf(target.protocol.mode);
  const judged: { readonly normalisation: Normalisation; readonly results: readonly ItemResult[] }[] = [];
  for (const normalisation of normalisations) {
    const results = judgeAnswers({ prompts, answers, normalisation });
    if (!results.ok) return results;
    judged.push({ normalisation, results: results.value });
  }
  const choicesOf = new Map(prompts.map(({ item }) => [`${item.subject}/${item.id}`, item.choices.length]));
  const numChoices = (result: ItemResult): number => choicesOf.get(`${result.subject}/${result.id}`) ?? 0;
  const scores = judged.flatMap(({ normalisation, results }) =>
    aggregate({ card: target.card, results, numChoices }).map((row) => ({ normalisation, ...row })),
  );
  const items = (judged[0]?.results ?? []).map((result) => ({
    ...result,
    numChoices: numChoices(result),
    extracted: null,
    text: null,
  }));
  return ok({ scores, items });
}
