import { pointsText, signedPointsText } from "../format.ts";
import { AXIS_HEIGHT, bottomAxis, LABEL_HEIGHT, rowLabel } from "./axis.ts";
import { scaleOver } from "./scale.ts";
import { element, fluidPicture, type PictureText, type Svg } from "./svg.ts";

/** One row of seeds under a name; fractions, scores or differences. */
interface SeedRow {
  readonly name: string;
  readonly seeds: readonly number[];
}

/** Raw seeds as dots with their mean as a short upright line: too few for an interval of their own. */
export interface SeedDots extends PictureText {
  readonly rows: readonly SeedRow[];
  readonly axis: string;
  readonly signed?: boolean; // differences carry their sign
}

const ROW = 44;
const TOP = 4;

/** The plot of single seeds. */
export function seedDots(plot: SeedDots): Svg {
  const scale = scaleOver(plot.rows.flatMap(({ seeds }) => seeds.map((seed) => seed * 100)));
  const span = { top: TOP, bottom: TOP + plot.rows.length * ROW };
  const rows = plot.rows.flatMap(({ name, seeds }, index) => {
    const y = TOP + index * ROW + LABEL_HEIGHT + 10;
    const mean = seeds.reduce((sum, seed) => sum + seed, 0) / seeds.length;
    return [
      ...rowLabel(
        TOP + index * ROW,
        name,
        seeds.map(plot.signed === true ? signedPointsText : pointsText).join(",  "),
      ),
      element("line", {
        class: "mean",
        x1: scale.at(mean * 100),
        x2: scale.at(mean * 100),
        y1: y - 8,
        y2: y + 8,
      }),
      ...seeds.map((seed) => element("circle", { class: "seed", cx: scale.at(seed * 100), cy: y, r: 4 })),
    ];
  });
  return fluidPicture(plot, span.bottom + AXIS_HEIGHT, [...bottomAxis(scale, span, plot.axis), ...rows]);
}
