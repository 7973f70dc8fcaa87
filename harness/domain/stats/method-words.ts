import { unreachable } from "../unreachable.ts";
import type { IntervalMethod } from "./interval.ts";
import type { PairMethod } from "./pair-inference.ts";
import type { RelativeUndefined } from "./relative.ts";
import type { SeedNoise } from "./seed-pairing.ts";
import type { Words } from "./verdict-words.ts";

/** Why a relative improvement is not given. */
export function relativeUndefinedWords(reason: RelativeUndefined): Words {
  switch (reason) {
    case "baseline-zero":
      return { en: "the baseline has nothing right", zh: "基线全部答错" };
    case "not-above-chance":
      return { en: "neither is shown to be above chance", zh: "两者均未显示高于随机水平" };
    case "no-variation":
      return { en: "too few disagreements for an interval", zh: "答案差异太少，无法给出区间" };
    case "baseline-near-chance":
      return {
        en: "the baseline is not clearly above chance, so the ratio could be anything",
        zh: "基线未明显高于随机水平，比值可取任意值",
      };
    case "unbounded":
      return { en: "its confidence set is unbounded", zh: "其置信集无界" };
    default:
      return unreachable(reason);
  }
}

/** What a comparison says of the noise of seeds. */
export function seedNoiseWords(noise: SeedNoise): Words {
  switch (noise) {
    case "measured":
      return { en: "seed noise is in the interval", zh: "区间已包含种子噪声" };
    case "partly":
      return {
        en: "seed noise is in the interval for one side only: the other has one seed",
        zh: "区间仅包含一方的种子噪声：另一方只有一个种子",
      };
    case "not-measured":
      return {
        en: "one seed each: seed noise is not in the interval",
        zh: "各只有一个种子：区间不含种子噪声",
      };
    case "no-seeds":
      return { en: "fixed models: there is no seed noise", zh: "模型固定：没有种子噪声" };
    default:
      return unreachable(noise);
  }
}

/** How an interval was made, for the line under a table. */
export function intervalMethodWords(method: IntervalMethod): Words {
  switch (method) {
    case "cr1-t":
      return { en: "clustered CR1, t", zh: "聚类 CR1，t 分布" };
    case "wilson":
      return { en: "Wilson", zh: "Wilson" };
    case "clopper-pearson":
      return { en: "exact (Clopper-Pearson)", zh: "精确（Clopper-Pearson）" };
    case "stratified":
      return { en: "stratified by subject", zh: "按学科分层" };
    default:
      return unreachable(method);
  }
}

/** How the test of a difference was made. */
export function pairMethodWords(method: PairMethod): Words {
  switch (method) {
    case "cr1-t":
      return { en: "paired, clustered CR1, t", zh: "配对，聚类 CR1，t 分布" };
    case "unanimous-clusters":
      return { en: "every cluster shows the same difference: sign-flip", zh: "各聚类差异一致：符号翻转检验" };
    case "tango-mid-p":
      return {
        en: "paired, these questions only: McNemar mid-p, Tango",
        zh: "配对，仅限这些题目：McNemar mid-p，Tango",
      };
    case "items-t":
      return { en: "paired, these questions only: t over questions", zh: "配对，仅限这些题目：逐题 t 检验" };
    case "identical":
      return { en: "no spread between questions: Bonett-Price", zh: "题目间无离散：Bonett-Price" };
    case "seeds-only":
      return { en: "only seeds vary: no test", zh: "仅种子间有差异：不作检验" };
    default:
      return unreachable(method);
  }
}
