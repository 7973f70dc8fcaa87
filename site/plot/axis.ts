import { fixed } from "../format.ts";
import { tickDecimals, type Scale } from "./scale.ts";
import { element, type Svg } from "./svg.ts";

/** Where the plot's rows lie, in px from the picture's top. */
export interface Span {
  readonly top: number;
  readonly bottom: number;
}

/** Height that the axis takes below the rows. */
export const AXIS_HEIGHT = 40;

/** Height of a row's words. */
export const LABEL_HEIGHT = 23;

/** Light vertical lines at the ticks, their values below, and the axis' name under them. */
export function bottomAxis(scale: Scale, span: Span, name: string): readonly Svg[] {
  const decimals = tickDecimals(scale.step);
  const ticks = scale.ticks.flatMap((tick) => [
    element("line", { class: "grid", x1: scale.at(tick), x2: scale.at(tick), y1: span.top, y2: span.bottom }),
    element("text", { class: "tick", x: scale.at(tick), y: span.bottom + 16, "text-anchor": "middle" }, [
      fixed(tick, decimals),
    ]),
  ]);
  const label = element("text", { class: "axis", x: "50%", y: span.bottom + 34, "text-anchor": "middle" }, [
    name,
  ]);
  return [...ticks, label];
}

/** One row's words above its marks: the name at the left edge, its numbers at the right one, no line behind them. */
export function rowLabel(rowTop: number, name: string, numbers: string): readonly Svg[] {
  const y = rowTop + LABEL_HEIGHT - 6;
  return [
    element("rect", { class: "row-ground", x: "0", y: rowTop, width: "100%", height: LABEL_HEIGHT }),
    element("text", { class: "row-name", x: "0", y }, [name]),
    element("text", { class: "row-numbers", x: "100%", y, "text-anchor": "end" }, [numbers]),
  ];
}
