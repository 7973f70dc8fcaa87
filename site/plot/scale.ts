/** A linear scale from values to percentages of a picture's width, with round tick values inside it. */
export interface Scale {
  readonly at: (value: number) => string; // e.g. "42.13%"
  readonly share: (value: number) => number; // e.g. 42.13
  readonly ticks: readonly number[];
  readonly step: number;
}

const MARGIN_PERCENT = 4; // room for half a dot and half a tick label at both ends

/** A scale that shows all the values, with a little air around them. */
export function scaleOver(values: readonly number[], tickGoal = 5): Scale {
  const known = values.filter(Number.isFinite);
  const least = Math.min(...known);
  const most = Math.max(...known);
  const fallback = known.length === 0 ? { from: 0, to: 1 } : { from: least, to: most };
  const air = (fallback.to - fallback.from) * 0.04 || Math.max(Math.abs(fallback.to) * 0.1, 0.01);
  const from = fallback.from - air;
  const to = fallback.to + air;
  const step = roundStep((to - from) / tickGoal);
  const ticks: number[] = [];
  for (let index = Math.ceil(from / step); index * step <= to; index++) ticks.push(index * step);
  const share = (value: number): number =>
    MARGIN_PERCENT + ((value - from) / (to - from)) * (100 - 2 * MARGIN_PERCENT);
  return { at: (value) => percent(share(value)), share, ticks, step };
}

/** A percentage as a coordinate, two decimals: fine enough for any screen, short in the file. */
export const percent = (share: number): string => `${Number(share.toFixed(2))}%`;

/** The least of 1, 2, 5 times a power of ten that is not under the wish. */
function roundStep(wish: number): number {
  const power = 10 ** Math.floor(Math.log10(wish));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= wish * 0.999) ?? 10;
  return factor * power;
}

/** How many decimals a tick needs so that neighbours differ. */
export const tickDecimals = (step: number): number => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
