import type { Interval } from "../../harness/domain/report/report.ts";
import { pointsText, scoreText } from "../format.ts";
import { AXIS_HEIGHT, bottomAxis, LABEL_HEIGHT, rowLabel } from "./axis.ts";
import { scaleOver, type Scale } from "./scale.ts";
import { element, fluidPicture, type PictureText, type Svg } from "./svg.ts";

/** One score with its interval and its seeds; fractions. */
interface ScoreRow {
  readonly name: string;
  readonly score: Interval;
  readonly seeds: readonly number[];
  readonly aboveReferences: boolean;
}

/** A score that needs no model: chance, a constant letter, the longest option. */
export interface ScoreReference {
  readonly id: string;
  readonly name: string;
  readonly score: number;
}

/** Scores as dots with whiskers over lines for what needs no model. Never bars: zero is not a reference here. */
export interface ScorePlot extends PictureText {
  readonly rows: readonly ScoreRow[];
  readonly references: readonly ScoreReference[];
  readonly axis: string;
}

const ROW = 54;
const REFERENCE_ROW = 17;

/** Dot and whisker: mean over seeds and its 95 % interval; small rings: single seeds. */
export function scorePlot(plot: ScorePlot): Svg {
  const values = plot.rows.flatMap(({ score, seeds }) => [score.low, score.high, score.value, ...seeds]);
  const scale = scaleOver(
    [...values, ...plot.references.map(({ score }) => score)].map((value) => value * 100),
  );
  const top = plot.references.length * REFERENCE_ROW + 8;
  const span = { top, bottom: top + plot.rows.length * ROW };
  const references = plot.references.flatMap((reference, index) =>
    referenceLine(scale, { reference, y: index * REFERENCE_ROW + 12, bottom: span.bottom }),
  );
  const rows = plot.rows.flatMap((row, index) => {
    const y = top + index * ROW + LABEL_HEIGHT + 9;
    const text = scoreText(row.score);
    const x = (value: number): string => scale.at(value * 100);
    return [
      ...rowLabel(top + index * ROW, row.name, `${text.value} ${text.range}`),
      element("g", { class: row.aboveReferences ? "tone-score" : "tone-open" }, [
        element("line", {
          class: "whisker-thick",
          x1: x(row.score.low),
          x2: x(row.score.high),
          y1: y,
          y2: y,
        }),
        ...row.seeds.map((seed) => element("circle", { class: "seed", cx: x(seed), cy: y + 11, r: 2.5 })),
        element("circle", { class: "dot", cx: x(row.score.value), cy: y, r: 5 }),
      ]),
    ];
  });
  return fluidPicture(plot, span.bottom + AXIS_HEIGHT, [
    ...bottomAxis(scale, span, plot.axis),
    ...references,
    ...rows,
  ]);
}

/** A vertical line that starts beside its own name, each name on its own line, so that near values stay readable. */
function referenceLine(
  scale: Scale,
  place: { readonly reference: ScoreReference; readonly y: number; readonly bottom: number },
): readonly Svg[] {
  const { reference, y, bottom } = place;
  const x = scale.at(reference.score * 100);
  const nameLeft = scale.share(reference.score * 100) > 55;
  return [
    element("line", { class: `reference reference-${reference.id}`, x1: x, x2: x, y1: y - 9, y2: bottom }),
    element(
      "text",
      { class: "reference-name", x, y, dx: nameLeft ? -6 : 6, "text-anchor": nameLeft ? "end" : "start" },
      [`${reference.name} ${pointsText(reference.score)}`],
    ),
  ];
}
