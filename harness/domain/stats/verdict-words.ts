import { unreachable } from "../unreachable.ts";
import type { NotComparable } from "./not-comparable.ts";
import type { Needed } from "./needed.ts";
import type { Verdict } from "./verdict.ts";

/** The same sentence in English and Chinese. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

// e.g. 0.01 -> "1", 0.0025 -> "0.25"
const points = (fraction: number): string => String(Number((fraction * 100).toFixed(2)));

/** Rounded up to two digits, since it rests on an estimate, e.g. 5885 -> "5,900". */
function count(value: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return String(Math.ceil(value / step) * step).replace(/\B(?=(\d{3})+$)/g, ",");
}

const plural = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? "" : "s"}`;

function neededWords({ items, seeds, itemsForEquivalence }: Needed): Words {
  const ways: Words[] = [];
  if (items !== null) ways.push({ en: plural(items, "question"), zh: `${count(items)} 道题` });
  if (seeds !== null) ways.push({ en: plural(seeds, "seed"), zh: `${count(seeds)} 个种子` });
  const show =
    ways.length === 0
      ? { en: "more of the same would not settle it", zh: "仅增加同样的数据无法得出结论" }
      : {
          en: `a difference of this size would need about ${ways.map((way) => way.en).join(" or ")}`,
          zh: `要确认这样大小的差异，约需 ${ways.map((way) => way.zh).join("或 ")}`,
        };
  if (itemsForEquivalence === null) return show;
  return {
    en: `${show.en}; equivalence within the margin about ${plural(itemsForEquivalence, "question")}`,
    zh: `${show.zh}；要确认在界限内等效，约需 ${count(itemsForEquivalence)} 道题`,
  };
}

/** Why two results cannot be compared, or one cannot be scored. */
export function notComparableWords(problem: NotComparable): Words {
  switch (problem.reason) {
    case "no-items":
      return { en: "there are no questions", zh: "没有题目" };
    case "duplicate-item":
      return { en: `question "${problem.key}" occurs twice`, zh: `题目 “${problem.key}” 出现了两次` };
    case "invalid-item":
      return {
        en: `question "${problem.key}": ${problem.field} is ${problem.found}`,
        zh: `题目 “${problem.key}”：${problem.field} 的值为 ${problem.found}`,
      };
    case "different-items":
      return {
        en: `different questions: ${problem.onlyFirst} only in the first, ${problem.onlySecond} only in the second, e.g. "${problem.example}"`,
        zh: `题目不同：仅前者有 ${problem.onlyFirst} 道，仅后者有 ${problem.onlySecond} 道，例如 “${problem.example}”`,
      };
    case "different-labels":
      return {
        en: `question "${problem.key}" has another ${problem.field} in each`,
        zh: `题目 “${problem.key}” 在两者中的 ${problem.field} 不同`,
      };
    case "different-conditions":
      return {
        en: `different ${problem.field}: ${problem.first} and ${problem.second}`,
        zh: `${problem.field} 不同：${problem.first} 与 ${problem.second}`,
      };
    default:
      return unreachable(problem);
  }
}

/** The verdict in words, e.g. "better on these questions; not shown for other subjects". `a` is compared with `b`. */
export function verdictWords(verdict: Verdict): Words {
  switch (verdict.kind) {
    case "better":
      return verdict.withinMargin
        ? { en: "better, but by less than the margin", zh: "更好，但差异小于界限" }
        : { en: "better", zh: "更好" };
    case "worse":
      return verdict.withinMargin
        ? { en: "worse, but by less than the margin", zh: "更差，但差异小于界限" }
        : { en: "worse", zh: "更差" };
    case "better-here":
      return { en: "better on these questions only", zh: "仅在这些题目上更好" };
    case "worse-here":
      return { en: "worse on these questions only", zh: "仅在这些题目上更差" };
    case "equivalent": {
      const margin = points(verdict.margin);
      return verdict.scope === "clusters"
        ? { en: `no difference larger than ${margin} points`, zh: `差异不超过 ${margin} 个百分点` }
        : {
            en: `no difference larger than ${margin} points on these questions`,
            zh: `在这些题目上差异不超过 ${margin} 个百分点`,
          };
    }
    case "inconclusive": {
      const needed = neededWords(verdict.needed);
      return { en: `inconclusive: ${needed.en}`, zh: `尚无定论：${needed.zh}` };
    }
    case "not-above-chance":
      return {
        en: "neither is shown to be above chance, so a relative improvement means nothing",
        zh: "两者均未显示高于随机水平，因此相对提升没有意义",
      };
    case "not-comparable": {
      const why = notComparableWords(verdict.problem);
      return { en: `not comparable: ${why.en}`, zh: `不可比较：${why.zh}` };
    }
    default:
      return unreachable(verdict);
  }
}

/** The rule behind a verdict, for whoever asks "why?". */
export function verdictRule(verdict: Verdict): Words {
  switch (verdict.kind) {
    case "better":
    case "worse":
      return {
        en: "The paired difference is significant with questions clustered (CR1, t), so it is expected to hold for other clusters of the same kind.",
        zh: "按题目聚类（CR1，t 分布）后配对差异显著，预期对同类的其他题目也成立。",
      };
    case "better-here":
    case "worse-here":
      return verdict.why === "few-clusters"
        ? {
            en: "Significant question by question, but the two differ in fewer than six clusters, which cannot speak for others.",
            zh: "逐题检验显著，但两者有差异的聚类少于六个，不足以推及其他题目。",
          }
        : {
            en: "Significant question by question (McNemar mid-p, or t over questions), but not with questions clustered.",
            zh: "逐题检验显著（McNemar mid-p 或逐题 t 检验），但聚类后不显著。",
          };
    case "equivalent":
      return {
        en: "Two one-sided tests: the interval of the difference at level 1 - 2 alpha lies within the margin declared before.",
        zh: "双单侧检验：水平为 1 - 2 alpha 的差异区间完全落在事先声明的界限之内。",
      };
    case "inconclusive":
      return {
        en: "Neither a difference nor equivalence is shown. The numbers needed hold for 80 % power if the observed difference is the true one.",
        zh: "既未显示差异，也未显示等效。所需数量按观察到的差异为真、检验功效 80% 计算。",
      };
    case "not-above-chance":
      return {
        en: "The exact one-sided test against guessing is not significant for either of the two.",
        zh: "两者相对随机猜测的精确单侧检验均不显著。",
      };
    case "not-comparable":
      return {
        en: "Only results on the same questions, asked the same way, are compared.",
        zh: "只比较在相同题目、相同提问方式下得到的结果。",
      };
    default:
      return unreachable(verdict);
  }
}
