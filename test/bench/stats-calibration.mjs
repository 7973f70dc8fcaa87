// How often the primary methods are wrong where the truth is known, on the true subject sizes of both exams.
// npm run bench -- stats-calibration; its tables are in docs/statistics.md.
import { clusteredMean } from "../../dist/harness/domain/stats/clustered.js";
import { allPairs } from "../../dist/harness/domain/stats/compare-many.js";
import { singletons } from "../../dist/harness/domain/stats/grouping.js";
import { maxT } from "../../dist/harness/domain/stats/max-t.js";
import { mcnemar } from "../../dist/harness/domain/stats/mcnemar.js";
import { holm } from "../../dist/harness/domain/stats/multiplicity.js";
import { randomStream } from "../../dist/harness/domain/stats/random.js";
import { normalQuantile } from "../../dist/harness/domain/stats/special/normal.js";
import { studentCritical, studentTwoSided } from "../../dist/harness/domain/stats/special/student-t.js";

export const title = "type I error, coverage and family-wise error by simulation";

/** Questions of each subject. */
const EXAMS = {
  "C-Eval val": {
    sizes: [
      49, 19, 33, 19, 33, 23, 47, 22, 24, 55, 19, 37, 21, 19, 16, 29, 37, 31, 31, 19, 19, 19, 19, 20, 18, 19,
      19, 19, 24, 23, 22, 24, 19, 24, 21, 20, 12, 22, 19, 19, 21, 23, 19, 49, 22, 18, 29, 19, 49, 44, 46, 23,
    ],
    repeats: 4000,
  },
  CMMLU: {
    sizes: [
      169, 148, 164, 160, 165, 209, 160, 131, 136, 107, 323, 204, 179, 237, 106, 107, 106, 108, 105, 106, 273,
      204, 171, 147, 139, 159, 163, 172, 252, 198, 238, 230, 135, 143, 176, 149, 169, 132, 118, 164, 110, 143,
      126, 185, 172, 411, 214, 123, 122, 210, 180, 189, 116, 145, 105, 175, 211, 376, 232, 174, 135, 226, 165,
      185, 169, 161, 160,
    ],
    repeats: 4000,
  },
};
const SPREADS = [0, 0.03, 0.06, 0.1]; // standard deviation of the effect between subjects
const DISCORDANCES = [0.1, 0.3];
const ARMS = 10;

export function bench() {
  const lines = [];
  for (const [name, { sizes, repeats }] of Object.entries(EXAMS)) {
    const exam = examOf(sizes);
    lines.push(`${name}: ${sizes.length} subjects, ${exam.n} questions, ${repeats} simulations`);
    lines.push(
      "| spread, points | discordance | type I, CR1 with t | type I, McNemar mid-p | coverage at a true 3 points | coverage of one score |",
    );
    lines.push("|--:|--:|--:|--:|--:|--:|");
    for (const spread of SPREADS) {
      for (const discordance of DISCORDANCES) lines.push(pairRow(exam, { spread, discordance, repeats }));
    }
    lines.push(
      "| spread, points | Holm, all 45 pairs | max-T, all 45 pairs | all 45 simultaneous intervals hold | Holm, 9 against one | max-T, 9 against one |",
    );
    lines.push("|--:|--:|--:|--:|--:|--:|");
    for (const spread of [0, 0.06]) lines.push(familyRow(exam, { spread, repeats: repeats / 2 }));
  }
  return lines;
}

function examOf(sizes) {
  const n = sizes.reduce((total, size) => total + size, 0);
  return {
    sizes,
    n,
    shares: Float64Array.from(sizes, (size) => size / n),
    clusters: singletons(sizes.length),
  };
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;
const uniform = (random) => random.nextUint32() / 2 ** 32;
const normal = (random) => normalQuantile((random.nextUint32() + 0.5) / 2 ** 32);

/** The subjects' means with their shares as weights: the same CR1 as over the questions. */
function meanOf(exam, sums) {
  const values = sums.map((sum, g) => sum / exam.sizes[g]);
  return clusteredMean({ values, clusters: exam.clusters, weights: exam.shares });
}

function covers(exam, { mean, se }, truth) {
  return Math.abs(mean - truth) <= studentCritical95(exam.sizes.length - 1) * se;
}
const known = new Map();
const studentCritical95 = (df) => known.get(df) ?? known.set(df, studentCritical(0.95, df)).get(df);

/** Two arms that differ on so many questions; by how much on average differs from subject to subject. */
function simulatePair(exam, { spread, discordance, truth, random }) {
  let [onlyA, onlyB] = [0, 0];
  const sums = Float64Array.from(exam.sizes, (size) => {
    const effect = truth + spread * normal(random);
    const differ = Math.min(1, Math.max(discordance, Math.abs(effect)));
    const [better, worse] = [(differ + effect) / 2, (differ - effect) / 2];
    let [up, down] = [0, 0];
    for (let i = 0; i < size; i++) {
      const u = uniform(random);
      if (u < better) up++;
      else if (u < better + worse) down++;
    }
    onlyA += up;
    onlyB += down;
    return up - down;
  });
  return { ...meanOf(exam, sums), onlyA, onlyB };
}

function pairRow(exam, { spread, discordance, repeats }) {
  const random = randomStream(1000 * spread + discordance * 10);
  const df = exam.sizes.length - 1;
  let [clustered, mid, covered, scored] = [0, 0, 0, 0];
  for (let r = 0; r < repeats; r++) {
    const none = simulatePair(exam, { spread, discordance, truth: 0, random });
    if (studentTwoSided(none.mean / none.se, df) < 0.05) clustered++;
    if (mcnemar(none.onlyA, none.onlyB).midP < 0.05) mid++;
    const some = simulatePair(exam, { spread, discordance, truth: 0.03, random });
    if (covers(exam, some, 0.03)) covered++;
    if (covers(exam, meanOf(exam, scoreSums(exam, spread, random)), 0.3)) scored++;
  }
  const cells = [clustered, mid, covered, scored].map((count) => percent(count / repeats));
  return `| ${spread * 100} | ${discordance} | ${cells.join(" | ")} |`;
}

/** Right answers by subject of an arm that is right on 30 % of the questions, by subject more or less. */
function scoreSums(exam, spread, random) {
  return Float64Array.from(exam.sizes, (size) => {
    const p = Math.min(1, Math.max(0, 0.3 + spread * normal(random)));
    let right = 0;
    for (let i = 0; i < size; i++) if (uniform(random) < p) right++;
    return right;
  });
}

/** Ten arms of equal skill: how often any pair is called different. */
function familyRow(exam, { spread, repeats }) {
  const random = randomStream(77 + spread * 100);
  const df = exam.sizes.length - 1;
  const every = allPairs(ARMS);
  const against = every.filter(([a]) => a === 0);
  let [holmAll, maxAll, simultaneous, holmBase, maxBase] = [0, 0, 0, 0, 0];
  for (let r = 0; r < repeats; r++) {
    const sums = Array.from({ length: ARMS }, () => scoreSums(exam, spread, random));
    const means = sums.map((own) => meanOf(exam, own));
    const familyOf = (pairs) => {
      const members = pairs.map(([a, b]) => {
        const { mean, se } = meanOf(
          exam,
          sums[a].map((sum, g) => sum - sums[b][g]),
        );
        return { a, b, p: studentTwoSided(mean / se, df), fromClusters: true };
      });
      const scores = means.map((own) => own.scores);
      const adjusted = maxT({
        scores,
        shares: exam.shares,
        pairs: members,
        alpha: 0.05,
        draws: 999,
        seed: r,
      });
      return { p: members.map(({ p }) => p), adjusted };
    };
    const all = familyOf(every);
    if (Math.min(...holm(all.p)) < 0.05) holmAll++;
    if (Math.min(...all.adjusted.pAdjusted) < 0.05) maxAll++;
    if (Math.min(...all.p) >= all.adjusted.alphaPerPair) simultaneous++;
    const base = familyOf(against);
    if (Math.min(...holm(base.p)) < 0.05) holmBase++;
    if (Math.min(...base.adjusted.pAdjusted) < 0.05) maxBase++;
  }
  const cells = [holmAll, maxAll, simultaneous, holmBase, maxBase].map((count) => percent(count / repeats));
  return `| ${spread * 100} | ${cells.join(" | ")} |`;
}
