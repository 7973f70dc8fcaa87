/** One question's log-probabilities of the choices, in their order, and which one is right. */
export interface LogprobAnswer {
  readonly logprobs: readonly number[];
  readonly answer: number; // index of the right choice
}

/** Continuous metrics of a question: near chance they carry far more signal than right or wrong does. */
export interface ContinuousValues {
  /** exp(l_right) / sum_k exp(l_k); 1/K where the choices are equally likely. */
  readonly goldProbability: number;
  /** -ln of it, in nats; ln K where the choices are equally likely. Less is better. */
  readonly goldNll: number;
  /** sum_k (p_k - [k is right])^2 (Brier 1950), 0 to 2; 1 - 1/K where the choices are equally likely. Less is better. */
  readonly brier: number;
  /** l_right less the largest other l, in nats; above 0 where the question is right. */
  readonly margin: number;
}

/** The names of the metrics. */
export const CONTINUOUS_METRICS = ["goldProbability", "goldNll", "brier", "margin"] as const;
export type ContinuousMetric = (typeof CONTINUOUS_METRICS)[number];

/**
 * The metrics of one question; null where they are not defined: fewer than two choices, no such answer, or a
 * log-probability that is no finite number.
 */
export function continuousValues({ logprobs, answer }: LogprobAnswer): ContinuousValues | null {
  const gold = logprobs[answer];
  if (gold === undefined || logprobs.length < 2 || !logprobs.every(Number.isFinite)) return null;
  const largest = Math.max(...logprobs);
  const weights = logprobs.map((logprob) => Math.exp(logprob - largest));
  const total = weights.reduce((before, weight) => before + weight, 0);
  const goldNll = Math.log(total) - (gold - largest);
  const brier = weights.reduce(
    (before, weight, k) => before + (weight / total - (k === answer ? 1 : 0)) ** 2,
    0,
  );
  const others = logprobs.filter((_, k) => k !== answer);
  return { goldProbability: Math.exp(-goldNll), goldNll, brier, margin: gold - Math.max(...others) };
}
