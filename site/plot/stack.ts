import type { StackRow } from "../../harness/domain/report/report.ts";
import { bandsOf, bandState, type Band } from "./stack-bands.ts";
import { element, fixedPicture, type PictureText, type Svg } from "./svg.ts";

/** A strategy as a drill core through the model: the shallow end on top, trained parts thawed, frozen ones striped. */
export interface StackPicture extends PictureText {
  readonly rows: readonly StackRow[];
}

interface Core {
  readonly x: number;
  readonly width: number;
  readonly layerHeight: number;
  readonly endHeight: number;
  readonly gap: number;
}

const CARD: Core = { x: 4, width: 88, layerHeight: 9, endHeight: 5, gap: 1.5 };
const CARD_CORE_HEIGHT = 108;
const LARGE: Core = { x: 92, width: 190, layerHeight: 20, endHeight: 14, gap: 2 };

/** The small core of the front page's gallery: the same height for every model, no text. */
export function coreCard(picture: StackPicture): Svg {
  const bands = bandsOf(picture.rows);
  const layers = Math.max(1, bands.filter(({ layer }) => layer !== null).length);
  const ends = bands.length - layers;
  const gap = layers > 16 ? 0.5 : CARD.gap;
  const layerHeight = (CARD_CORE_HEIGHT - ends * CARD.endHeight - bands.length * gap) / layers;
  const core = { ...CARD, gap, layerHeight };
  return fixedPicture(picture, { width: 96, height: CARD_CORE_HEIGHT + 8, className: "core" }, [
    ...drawn(bands, core, 4).shapes,
  ]);
}

/** The large picture of a strategy's or run's own page, each band with its name. */
export function stackPicture(picture: StackPicture): Svg {
  const bands = bandsOf(picture.rows);
  const { shapes, tops, bottom } = drawn(bands, LARGE, 2);
  const names = bands.map((band, index) =>
    element(
      "text",
      {
        class: "band-name",
        x: LARGE.x - 10,
        y: (tops[index] ?? 0) + heightOf(band, LARGE) / 2 + 4,
        "text-anchor": "end",
      },
      [band.label],
    ),
  );
  return fixedPicture(picture, { width: LARGE.x + LARGE.width + 4, height: bottom + 2, className: "stack" }, [
    ...shapes,
    ...names,
  ]);
}

const heightOf = (band: Band, core: Core): number =>
  band.layer === null ? core.endHeight : core.layerHeight;

function drawn(
  bands: readonly Band[],
  core: Core,
  top: number,
): { readonly shapes: readonly Svg[]; readonly tops: readonly number[]; readonly bottom: number } {
  const tops: number[] = [];
  let y = top;
  const shapes = bands.flatMap((band) => {
    tops.push(y);
    const height = heightOf(band, core);
    const shape = bandShapes(band, core, { y, height });
    y += height + core.gap;
    return shape;
  });
  return { shapes, tops, bottom: y };
}

/** A band of one state is one block; a mixed one shows its parts side by side, in model order. */
function bandShapes(
  band: Band,
  core: Core,
  place: { readonly y: number; readonly height: number },
): readonly Svg[] {
  const parts = bandState(band) === "mixed" ? band.parts : band.parts.slice(0, 1);
  const width = core.width / parts.length;
  return parts.flatMap(({ state }, index) => {
    const x = core.x + index * width;
    const inner = width - (index < parts.length - 1 ? core.gap : 0);
    const block = element("rect", {
      class: `block-${state}`,
      x: round(x),
      y: round(place.y),
      width: round(inner),
      height: round(place.height),
      rx: Math.min(2, round(place.height / 4)),
    });
    return state === "trained" ? [block] : [block, ...stripes({ x, width: inner, ...place })];
  });
}

/** Frozen ground is striped: the state can be read without its colour. */
function stripes(box: { x: number; width: number; y: number; height: number }): readonly Svg[] {
  const count = box.height >= 12 ? 3 : box.height >= 5 ? 1 : 0;
  return Array.from({ length: count }, (_, index) => {
    const y = round(box.y + (box.height * (index + 1)) / (count + 1));
    return element("line", {
      class: "stripe",
      x1: round(box.x + 3),
      x2: round(box.x + box.width - 3),
      y1: y,
      y2: y,
    });
  });
}

const round = (value: number): number => Number(value.toFixed(2));
