import type { PairLine } from "../app/compare/pair-line.ts";
import type { Verdict } from "../domain/stats/verdict.ts";
import type { Words } from "../domain/stats/verdict-words.ts";
import type { Paint } from "./io.ts";
import { wrapText } from "./wrap-text.ts";

/** Verdicts short enough for a table; where the whole verdict says more, it stands in a note below. */
const SHORT: Readonly<Record<Verdict["kind"], Words>> = {
  better: { en: "better", zh: "更好" },
  worse: { en: "worse", zh: "更差" },
  "better-here": { en: "better here only", zh: "仅此处更好" },
  "worse-here": { en: "worse here only", zh: "仅此处更差" },
  equivalent: { en: "equivalent", zh: "等效" },
  inconclusive: { en: "inconclusive", zh: "尚无定论" },
  "not-above-chance": { en: "at chance", zh: "随机水平" },
  "not-comparable": { en: "not comparable", zh: "不可比较" },
};

const TINTS: Readonly<Partial<Record<string, "green" | "red">>> = { better: "green", worse: "red" };

/** How results are shown: language, colours, and the width of the terminal. */
export interface Look {
  readonly lang: "en" | "zh";
  readonly paint: Paint;
  readonly width: number;
}

/** A verdict's cell in a table. */
export const verdictCell = ({ verdict }: PairLine, { lang, paint }: Look): string =>
  paint(TINTS[verdict] ?? "yellow", SHORT[verdict][lang]);

/** What the cells left out, a line each, e.g. "sandwich: inconclusive: a difference of this size would need ...". */
export function verdictNotes(
  lines: readonly { readonly name: string; readonly pair: PairLine }[],
  look: Look,
): string {
  const { lang, paint, width } = look;
  return lines
    .filter(({ pair }) => pair.verdict_words[lang] !== SHORT[pair.verdict][lang])
    .map(
      ({ name, pair }) =>
        `\n${paint("dim", wrapText(`  ${name}: ${pair.verdict_words[lang]}`, width, "    "))}`,
    )
    .join("");
}
