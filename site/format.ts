import type { Interval } from "../harness/domain/report/report.ts";

/** An interval in percentage points as text, rounded by its width, e.g. { value: "29.4", range: "[27.1, 31.9]" }. */
export interface IntervalText {
  readonly value: string;
  readonly range: string;
}

/** How many decimals of a point an interval of this half-width (points) can bear: 12 -> 0, 2.4 -> 1, 0.08 -> 2. */
export function decimalsFor(halfWidthPoints: number): 0 | 1 | 2 {
  if (halfWidthPoints >= 9.95) return 0;
  return halfWidthPoints > 0 && halfWidthPoints < 0.1 ? 2 : 1;
}

/** A fraction's interval in points, unsigned: scores. */
export function scoreText(score: Interval): IntervalText {
  const decimals = decimalsFor(halfWidth(score));
  return {
    value: fixed(score.value * 100, decimals),
    range: `[${fixed(score.low * 100, decimals)}, ${fixed(score.high * 100, decimals)}]`,
  };
}

/** A fraction's interval in points, with its sign: differences and relative improvements. */
export function signedText(difference: Interval): IntervalText {
  const decimals = decimalsFor(halfWidth(difference));
  return {
    value: signed(difference.value * 100, decimals),
    range: `[${signed(difference.low * 100, decimals)}, ${signed(difference.high * 100, decimals)}]`,
  };
}

const halfWidth = (interval: Interval): number => ((interval.high - interval.low) / 2) * 100;

/** A fraction in points with one decimal, e.g. 0.25 -> "25.0". */
export const pointsText = (fraction: number): string => fixed(fraction * 100, 1);

/** A fraction in points with its sign, e.g. -0.032 -> "−3.2". */
export const signedPointsText = (fraction: number): string => signed(fraction * 100, 1);

/** A share as a percentage; what is not quite nothing or all keeps saying so, e.g. 0.0004 -> "<0.1%". */
export function shareText(share: number): string {
  if (share > 0 && share < 0.0005) return "<0.1%";
  if (share < 1 && share >= 0.9995) return ">99.9%";
  return `${fixed(share * 100, 1)}%`;
}

/** A p-value: three decimals, never a bare zero. */
export function pText(p: number): string {
  if (p < 0.0005) return "<0.001";
  return p > 0.9995 ? ">0.999" : p.toFixed(3);
}

/** A whole number in groups of three, e.g. 881504 -> "881,504". */
export function countText(count: number): string {
  return minus(String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ","));
}

/** Three significant digits for losses and rates, e.g. 0.0012345 -> "0.00123". */
export const digitsText = (value: number): string => minus(String(Number(value.toPrecision(3))));

/** Seconds, the shorter the finer, e.g. 7.26 -> "7.3 s", 754 -> "12 min 34 s". */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${fixed(seconds, 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** An ISO 8601 moment for people, e.g. "2026-11-23 14:05 UTC"; what is not one stays as it is. */
export function momentText(iso: string): string {
  const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}).*Z$/.exec(iso);
  return found === null ? iso : `${found[1] ?? ""} ${found[2] ?? ""} UTC`;
}

/** A number with so many decimals and a true minus sign; "−0.0" is "0.0". */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return minus(Number(text) === 0 ? text.replace("-", "") : text);
}

function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return Number(value.toFixed(decimals)) > 0 ? `+${text}` : text;
}

const minus = (text: string): string => text.replace("-", "−");
