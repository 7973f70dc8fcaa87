import { err, ok, type Result } from "../result.ts";
import { clusteredMean } from "./clustered.ts";
import { continuousValues, type ContinuousMetric, type LogprobAnswer } from "./continuous.ts";
import { grouping } from "./grouping.ts";
import type { Interval } from "./interval.ts";
import { studentCritical, studentTwoSided } from "./special/student-t.ts";

/** A question's log-probabilities in one run. */
export interface LogprobItem extends LogprobAnswer {
  readonly key: string; // unique in the benchmark, e.g. "law/17"
  readonly cluster: string;
}

/** A mean with its interval by clusters (CR1, t with G - 1), in units of the metric. */
export interface ContinuousScore extends Interval {
  readonly value: number;
  readonly se: number;
  readonly df: number;
  readonly n: number;
}

/** A paired difference `a - b` of means; `p` is two-sided. */
export interface ContinuousDifference extends ContinuousScore {
  readonly p: number;
}

/** Why a continuous metric can't be given. */
export type NotContinuous =
  | { readonly reason: "no-logprobs"; readonly key: string } // of this question: missing or not finite
  | { readonly reason: "few-clusters"; readonly clusters: number }
  | { readonly reason: "different-items"; readonly example: string };

/** One metric of a run: the mean over its questions with interval, or why there is none. */
export function continuousScore(
  items: readonly LogprobItem[],
  metric: ContinuousMetric,
  level = 0.95,
): Result<ContinuousScore, NotContinuous> {
  const values = metricValues(items, metric);
  return values.ok ? meanByCluster(values.value, items, level) : values;
}

/** `a - b` of one metric on the same questions, paired by question (in any order), CR1 with t. */
export function compareContinuous(
  {
    a,
    b,
    metric,
  }: {
    readonly a: readonly LogprobItem[];
    readonly b: readonly LogprobItem[];
    readonly metric: ContinuousMetric;
  },
  level = 0.95,
): Result<ContinuousDifference, NotContinuous> {
  const ofB = new Map(b.map((item) => [item.key, item]));
  const keysA = new Set(a.map(({ key }) => key));
  const stranger =
    a.find(({ key, answer }) => ofB.get(key)?.answer !== answer) ?? b.find(({ key }) => !keysA.has(key));
  if (stranger !== undefined || a.length !== b.length) {
    return err({ reason: "different-items", example: stranger?.key ?? "" });
  }
  const valuesA = metricValues(a, metric);
  if (!valuesA.ok) return valuesA;
  const valuesB = metricValues(
    a.flatMap(({ key }) => ofB.get(key) ?? []),
    metric,
  );
  if (!valuesB.ok) return valuesB;
  const score = meanByCluster(
    valuesA.value.map((value, i) => value - (valuesB.value[i] ?? 0)),
    a,
    level,
  );
  if (!score.ok) return score;
  const { value, se, df } = score.value;
  // Without any spread between clusters all that is known is that each shows the same sign (exact sign-flip).
  const p = se > 0 ? studentTwoSided(value / se, df) : value === 0 ? 1 : 2 ** -df;
  return ok({ ...score.value, p });
}

function metricValues(
  items: readonly LogprobItem[],
  metric: ContinuousMetric,
): Result<Float64Array, { readonly reason: "no-logprobs"; readonly key: string }> {
  const values = new Float64Array(items.length);
  for (const [position, item] of items.entries()) {
    const found = continuousValues(item);
    if (found === null) return err({ reason: "no-logprobs", key: item.key });
    values[position] = found[metric];
  }
  return ok(values);
}

function meanByCluster(
  values: Float64Array,
  items: readonly LogprobItem[],
  level: number,
): Result<ContinuousScore, NotContinuous> {
  const clusters = grouping(items.map(({ cluster }) => cluster));
  const df = clusters.names.length - 1;
  if (df < 1) return err({ reason: "few-clusters", clusters: clusters.names.length });
  const { mean, se } = clusteredMean({ values, clusters });
  const half = studentCritical(level, df) * se;
  return ok({ value: mean, low: mean - half, high: mean + half, se, df, n: values.length });
}
