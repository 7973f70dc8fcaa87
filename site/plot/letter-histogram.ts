import { countText } from "../format.ts";
import { percent } from "./scale.ts";
import { element, fluidPicture, type PictureText, type Svg } from "./svg.ts";

/** How often each letter was predicted, and how often it was right to. */
export interface LetterHistogram extends PictureText {
  readonly letters: readonly { readonly letter: string; readonly predicted: number; readonly gold: number }[];
}

const HEIGHT = 130;
const TOP = 20;

/** Bars: predictions; dashes across: the key's counts. Bars start at zero, as counts must. */
export function letterHistogram(plot: LetterHistogram): Svg {
  const most = Math.max(1, ...plot.letters.flatMap(({ predicted, gold }) => [predicted, gold]));
  const slot = 100 / Math.max(1, plot.letters.length);
  const bottom = TOP + HEIGHT;
  const y = (count: number): number => Number((bottom - (HEIGHT * count) / most).toFixed(1));
  const bars = plot.letters.flatMap(({ letter, predicted, gold }, index) => {
    const middle = percent((index + 0.5) * slot);
    const edge = (share: number): string => percent((index + share) * slot);
    return [
      element("rect", {
        class: "bar",
        x: edge(0.24),
        y: y(predicted),
        width: percent(slot * 0.52),
        height: Number((bottom - y(predicted)).toFixed(1)),
      }),
      element("line", { class: "gold", x1: edge(0.14), x2: edge(0.86), y1: y(gold), y2: y(gold) }),
      element(
        "text",
        { class: "tick", x: middle, y: y(Math.max(predicted, gold)) - 6, "text-anchor": "middle" },
        [countText(predicted)],
      ),
      element("text", { class: "row-name", x: middle, y: bottom + 18, "text-anchor": "middle" }, [letter]),
    ];
  });
  const floor = element("line", { class: "baseline", x1: "0", x2: "100%", y1: bottom, y2: bottom });
  return fluidPicture(plot, bottom + 28, [...bars, floor]);
}
