import { countText, pointsText } from "../format.ts";
import type { ViewContext } from "./context.ts";
import { linkToFile } from "./context.ts";
import { layoutView, type LayoutView } from "./layout.ts";
import { referencesOf } from "./references.ts";
import { benchmarkTitle, keyText, orderedBenchmarks } from "./score-key.ts";

/** A benchmark on the data page. */
interface DataLine {
  readonly title: string;
  readonly id: string;
  readonly key: string;
  readonly licence: string;
  readonly split: string;
  readonly n: string;
  readonly chance: string;
  readonly texts: string;
  readonly guesses: readonly { readonly name: string; readonly score: string }[];
}

/** Everything the page about the data shows. */
export interface DataView {
  readonly layout: LayoutView;
  readonly lines: readonly DataLine[];
  readonly reportFile: string;
  readonly scoresFile: string;
}

/** The view model of the page about the data. */
export function dataView(context: ViewContext): DataView {
  const { words } = context;
  return {
    layout: layoutView(context, words.data.title, words.data.intro),
    lines: orderedBenchmarks(context).map((benchmark) => ({
      title: benchmarkTitle(benchmark, context),
      id: benchmark.benchmark,
      key: keyText(benchmark, context),
      licence: benchmark.licence,
      split: benchmark.split,
      n: countText(benchmark.n),
      chance: pointsText(benchmark.chance),
      texts: benchmark.publicText ? words.data.publicYes : words.data.publicNo,
      guesses: referencesOf(benchmark, words).map(({ name, score }) => ({ name, score: pointsText(score) })),
    })),
    reportFile: linkToFile("index.json", context),
    scoresFile: linkToFile("scores.csv", context),
  };
}
