// All pairs among 12 runs of 3 seeds on 11,582 questions in 67 subjects, 10,000 two-way replicates. Goal: under 5 s on one core.
import { bootstrapArms } from "../../dist/harness/domain/stats/arm-bootstrap.js";
import { pairResamples, rankShares } from "../../dist/harness/domain/stats/arm-resamples.js";
import { bcaInterval, percentileInterval } from "../../dist/harness/domain/stats/bootstrap-interval.js";
import { macroWeights } from "../../dist/harness/domain/stats/clustered.js";
import { allPairs, compareMany } from "../../dist/harness/domain/stats/compare-many.js";
import { grouping } from "../../dist/harness/domain/stats/grouping.js";
import { randomStream } from "../../dist/harness/domain/stats/random.js";
import { summary, timeMs, words } from "./measure.mjs";

export const title = "10,000 seeds x subjects replicates, all pairs of 12 arms x 3 seeds, 11,582 questions";

const [ARMS, SEEDS, QUESTIONS, SUBJECTS, REPLICATES] = [12, 3, 11_582, 67, 10_000];

export async function bench() {
  const subjects = Array.from({ length: QUESTIONS }, (_, i) => `subject ${i % SUBJECTS}`);
  const random = randomStream(1);
  const column = (p) => Float64Array.from({ length: QUESTIONS }, () => (random.nextFloat() < p ? 1 : 0));
  const arms = Array.from({ length: ARMS }, (_, arm) =>
    Array.from({ length: SEEDS }, () => column(0.25 + arm / 200)),
  );
  const parts = { replicates: [], intervals: [], whole: [], maxT: [] };
  for (let i = 0; i < 5; i++) {
    const units = grouping(subjects);
    let [micro, macro] = [null, null];
    const replicates = await timeMs(() => {
      const input = { arms, units, seeds: "paired", seed: 1, from: 0, count: REPLICATES };
      micro = bootstrapArms(input);
      macro = bootstrapArms({ ...input, weights: macroWeights(units) });
    });
    const intervals = await timeMs(() => {
      for (const pair of allPairs(ARMS)) {
        percentileInterval(pairResamples(micro, pair, (a, b) => a - b));
        percentileInterval(pairResamples(macro, pair, (a, b) => a - b));
        bcaInterval(pairResamples(micro, pair, (a, b) => a / b - 1));
      }
      rankShares(micro);
    });
    parts.replicates.push(replicates);
    parts.intervals.push(intervals);
    parts.whole.push(replicates + intervals);
  }
  const asRuns = arms.map((runs) => ({
    runs: runs.map((correct, seed) => ({
      seed,
      items: subjects.map((subject, i) => ({
        key: String(i),
        subject,
        cluster: subject,
        correct: correct[i],
        chance: 0.25,
      })),
    })),
  }));
  for (let i = 0; i < 3; i++) {
    parts.maxT.push(await timeMs(() => compareMany({ arms: asRuns, draws: REPLICATES })));
  }
  return [
    `all, for micro, macro and the ratio (BCa), with P(best): ${words(summary(parts.whole))} (goal < 5,000 ms)`,
    `of it replicates: ${words(summary(parts.replicates))}; intervals of ${allPairs(ARMS).length} pairs: ${words(summary(parts.intervals))}`,
    `compareMany from the items, CR1 with max-T of ${REPLICATES} draws: ${words(summary(parts.maxT))}`,
  ];
}
