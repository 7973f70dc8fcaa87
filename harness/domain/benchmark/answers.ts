import type { ItemAnswer } from "../contract/requests.ts";
import { err, ok, type Result } from "../result.ts";
import type { StageFailure } from "../run/failure.ts";
import { keyOf, letterOf } from "./item.ts";
import { normalise, type Normalisation } from "./normalisation.ts";
import type { Prompt } from "./prompt.ts";

/** What a model made of one question. */
export interface ItemResult {
  readonly subject: string;
  readonly id: string;
  readonly cluster: string;
  readonly logprobs: readonly number[]; // one per choice, in nats, summed over its tokens
  readonly tokens: readonly number[]; // one per choice
  readonly prediction: string | null; // a letter; null where none could be read
  readonly answer: string | null; // null where it is not public
  readonly correct: 0 | 1 | null; // null without an answer
  readonly ties: number; // how many other choices are exactly as good as the predicted one
  readonly truncated: boolean; // whether the prompt was cut to fit the model
}

type BadAnswers = Extract<StageFailure, { reason: "bad-answers" }>;

/**
 * What the answers say of each prompt's item, in the order of the prompts. Equal choices go to the first letter, as
 * in all harnesses, and are counted. There must be exactly one finite answer for each prompt.
 */
export function judgeAnswers(source: {
  readonly prompts: readonly Prompt[];
  readonly answers: readonly ItemAnswer[];
  readonly normalisation: Normalisation;
}): Result<readonly ItemResult[], BadAnswers> {
  const { prompts, answers, normalisation } = source;
  const byKey = new Map(answers.map((answer) => [answer.key, answer]));
  const results: ItemResult[] = [];
  const problems: string[] = [];
  for (const prompt of prompts) {
    const key = keyOf(prompt.item);
    const answer = byKey.get(key);
    const wrong = answer === undefined ? "is missing" : checkShape(prompt, answer);
    if (answer === undefined || wrong !== null) problems.push(`${key} ${wrong ?? ""}`);
    else results.push(judge(prompt, answer, normalisation));
  }
  const asked = new Set(prompts.map(({ item }) => keyOf(item)));
  const seen = new Set<string>();
  for (const { key } of answers) {
    if (!asked.has(key)) problems.push(`${key} was not asked`);
    else if (seen.has(key)) problems.push(`${key} is answered twice`);
    seen.add(key);
  }
  return problems.length === 0 ? ok(results) : err({ reason: "bad-answers", detail: summary(problems) });
}

/** e.g. "law/3 is missing; law/7 is answered twice; and 12 more". */
function summary(problems: readonly string[]): string {
  const shown = problems.slice(0, 3);
  return [...shown, ...(problems.length > 3 ? [`and ${problems.length - 3} more`] : [])].join("; ");
}

function checkShape(prompt: Prompt, answer: ItemAnswer): string | null {
  const wanted = prompt.choices.length;
  const { logprobs, tokens } = answer;
  if (logprobs.length !== wanted || tokens.length !== wanted) {
    return `has ${logprobs.length} log-probabilities and ${tokens.length} token counts for ${wanted} choices`;
  }
  return logprobs.every(Number.isFinite) ? null : "has a log-probability that is not a finite number";
}

function judge(prompt: Prompt, answer: ItemAnswer, normalisation: Normalisation): ItemResult {
  const { item } = prompt;
  const scores = answer.logprobs.map((logprob, i) =>
    normalise(normalisation, { logprob, text: prompt.choices[i] ?? "", tokens: answer.tokens[i] ?? 1 }),
  );
  const top = Math.max(...scores);
  const prediction = letterOf(scores.indexOf(top));
  const correct = item.answer === null ? null : item.answer === prediction ? 1 : 0;
  return {
    subject: item.subject,
    id: item.id,
    cluster: item.cluster,
    logprobs: answer.logprobs,
    tokens: answer.tokens,
    prediction,
    answer: item.answer,
    correct,
    ties: scores.filter((score) => score === top).length - 1,
    truncated: answer.truncated,
  };
}
