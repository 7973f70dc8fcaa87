import type { Interval } from "../../harness/domain/report/report.ts";
import { signedText } from "../format.ts";
import type { VerdictTone } from "../view/verdict.ts";
import { AXIS_HEIGHT, bottomAxis, LABEL_HEIGHT, rowLabel } from "./axis.ts";
import { percent, scaleOver } from "./scale.ts";
import { element, fluidPicture, type PictureText, type Svg } from "./svg.ts";

/** One difference to the baseline; fractions. */
export interface ForestRow {
  readonly name: string;
  readonly diff: Interval;
  readonly adjusted: Interval | null;
  readonly tone: VerdictTone;
  readonly perSeed: readonly number[];
}

/** A forest plot of paired differences: whether each interval holds zero is the only thing to read off. */
export interface ForestPlot extends PictureText {
  readonly rows: readonly ForestRow[];
  readonly marginPoints: number;
  readonly axis: string;
  readonly zero: string; // e.g. "= full"
}

const TOP = 26;
const ROW = 54;

/** Thick line: the 95 % interval; thin line: at Holm's level; small rings: single seeds; band: the margin. */
export function forestPlot(plot: ForestPlot): Svg {
  const points = plot.rows.flatMap(({ diff, adjusted, perSeed }) =>
    [diff.low, diff.high, adjusted?.low ?? diff.low, adjusted?.high ?? diff.high, ...perSeed].map(
      (x) => x * 100,
    ),
  );
  const scale = scaleOver([0, -plot.marginPoints, plot.marginPoints, ...points]);
  const span = { top: TOP, bottom: TOP + plot.rows.length * ROW };
  const bandWidth = scale.share(plot.marginPoints) - scale.share(-plot.marginPoints);
  const band = element("rect", {
    class: "margin-band",
    x: scale.at(-plot.marginPoints),
    y: span.top,
    width: percent(bandWidth),
    height: span.bottom - span.top,
  });
  const zero = [
    element("line", { class: "zero", x1: scale.at(0), x2: scale.at(0), y1: span.top - 6, y2: span.bottom }),
    element("text", { class: "reference-name", x: scale.at(0), y: 14, "text-anchor": "middle" }, [plot.zero]),
  ];
  const rows = plot.rows.flatMap((row, index) => {
    const top = TOP + index * ROW;
    const y = top + LABEL_HEIGHT + 9;
    const text = signedText(row.diff);
    const line = (interval: Interval, className: string): Svg =>
      element("line", {
        class: className,
        x1: scale.at(interval.low * 100),
        x2: scale.at(interval.high * 100),
        y1: y,
        y2: y,
      });
    return [
      ...rowLabel(top, row.name, `${text.value} ${text.range}`),
      element("g", { class: `tone-${row.tone}` }, [
        ...(row.adjusted === null ? [] : [line(row.adjusted, "whisker-thin")]),
        line(row.diff, "whisker-thick"),
        ...row.perSeed.map((value) =>
          element("circle", { class: "seed", cx: scale.at(value * 100), cy: y + 11, r: 2.5 }),
        ),
        element("circle", { class: "dot", cx: scale.at(row.diff.value * 100), cy: y, r: 5 }),
      ]),
    ];
  });
  return fluidPicture(plot, span.bottom + AXIS_HEIGHT, [
    band,
    ...bottomAxis(scale, span, plot.axis),
    ...zero,
    ...rows,
  ]);
}
