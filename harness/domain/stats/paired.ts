import { clusteredMean, cr1Covariance } from "./clustered.ts";
import { singletons, type Grouping } from "./grouping.ts";
import { mean, sum } from "./sum.ts";

/** Per-question values of two arms in the same order (0/1, or shares of seeds), with the clusters. */
export interface PairedValues {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly clusters: Grouping;
}

/** Variances of the two means and of their difference; `varDiff = varA + varB - 2 cov`. */
export interface PairedVariance {
  readonly varA: number;
  readonly varB: number;
  readonly varDiff: number;
  readonly df: number;
}

/** The paired difference and everything that its tests are made of. */
export interface PairedDifference {
  readonly n: number;
  readonly meanA: number;
  readonly meanB: number;
  readonly diff: number; // meanA - meanB
  readonly secondMoment: number; // mean of (a - b)^2: the discordance, for 0/1 values
  readonly phi: number | null; // correlation over questions; null where an arm is constant
  readonly clusters: number;
  /** Clusters in which the two differ on at least one question. */
  readonly informative: number;
  readonly byItem: PairedVariance;
  readonly byCluster: PairedVariance;
}

function correlation(a: Float64Array, b: Float64Array): number | null {
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x: Float64Array, y: Float64Array): number =>
    sum(x.map((value, i) => (value - (x === a ? meanA : meanB)) * ((y[i] ?? 0) - (y === a ? meanA : meanB))));
  const spread = Math.sqrt(product(a, a) * product(b, b));
  return spread < 1e-12 ? null : Math.max(-1, Math.min(1, product(a, b) / spread));
}

function variances({ a, b, clusters }: PairedValues, diff: Float64Array): PairedVariance {
  const scoresA = clusteredMean({ values: a, clusters }).scores;
  const scoresB = clusteredMean({ values: b, clusters }).scores;
  return {
    varA: cr1Covariance(scoresA, scoresA),
    varB: cr1Covariance(scoresB, scoresB),
    varDiff: clusteredMean({ values: diff, clusters }).se ** 2,
    df: clusters.names.length - 1,
  };
}

/** Clusters in which some value is not zero. */
function countInformative(diff: Float64Array, { index }: Grouping): number {
  const seen = new Set<number>();
  for (const [i, value] of diff.entries()) if (value !== 0) seen.add(index[i] ?? 0);
  return seen.size;
}

/**
 * The difference of two arms on the same questions, with its variance twice: questions exchangeable (Miller 2024,
 * section 4: Var(a - b) / n) and CR1 by cluster.
 */
export function pairedDifference(input: PairedValues): PairedDifference {
  const { a, b, clusters } = input;
  const diff = a.map((value, i) => value - (b[i] ?? 0));
  return {
    n: a.length,
    meanA: mean(a),
    meanB: mean(b),
    diff: mean(diff),
    secondMoment: mean(diff.map((value) => value * value)),
    phi: correlation(a, b),
    clusters: clusters.names.length,
    informative: countInformative(diff, clusters),
    byItem: variances({ a, b, clusters: singletons(a.length) }, diff),
    byCluster: variances(input, diff),
  };
}
