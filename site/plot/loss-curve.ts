import { digitsText, countText } from "../format.ts";
import { percent, scaleOver } from "./scale.ts";
import { element, fluidPicture, type PictureText, type Svg } from "./svg.ts";

/** A training loss over steps. */
export interface LossCurve extends PictureText {
  readonly curve: readonly { readonly step: number; readonly loss: number }[];
  readonly axis: string;
}

const TOP = 12;
const HEIGHT = 220;
const UNITS = 1000; // the curve's own square, stretched to the plot

/** The curve is stretched with its place; its line and all text keep their size. */
export function lossCurve(plot: LossCurve): Svg {
  const known = plot.curve.filter(({ loss, step }) => Number.isFinite(loss) && Number.isFinite(step));
  const steps = scaleOver(known.map(({ step }) => step));
  const losses = scaleOver(
    known.map(({ loss }) => loss),
    4,
  );
  const y = (loss: number): number => TOP + HEIGHT * (1 - losses.share(loss) / 100);
  const points = known.map(
    ({ step, loss }) =>
      `${Number((steps.share(step) * (UNITS / 100)).toFixed(1))},${Number(((y(loss) - TOP) * (UNITS / HEIGHT)).toFixed(1))}`,
  );
  const grid = losses.ticks.flatMap((tick) => [
    element("line", { class: "grid", x1: "0", x2: "100%", y1: y(tick).toFixed(1), y2: y(tick).toFixed(1) }),
    element("text", { class: "tick", x: "0", y: (y(tick) - 4).toFixed(1) }, [digitsText(tick)]),
  ]);
  const bottom = TOP + HEIGHT;
  const ticks = steps.ticks
    .filter((tick) => tick >= 0)
    .map((tick) =>
      element(
        "text",
        { class: "tick", x: percent(steps.share(tick)), y: bottom + 16, "text-anchor": "middle" },
        [countText(tick)],
      ),
    );
  const square = { viewBox: `0 0 ${UNITS} ${UNITS}`, preserveAspectRatio: "none" };
  return fluidPicture(plot, bottom + 38, [
    ...grid,
    element("line", { class: "baseline", x1: "0", x2: "100%", y1: bottom, y2: bottom }),
    ...ticks,
    element("text", { class: "axis", x: "50%", y: bottom + 34, "text-anchor": "middle" }, [plot.axis]),
    element("svg", { x: "0", y: TOP, width: "100%", height: HEIGHT, ...square }, [
      element("polyline", {
        class: "curve",
        "vector-effect": "non-scaling-stroke",
        points: points.join(" "),
      }),
    ]),
  ]);
}
