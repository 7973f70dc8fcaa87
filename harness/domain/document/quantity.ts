import { err, ok, type Result } from "../result.ts";
import type { WrittenProblem } from "./written.ts";

/** A share of something, from 0 to 100. */
export interface Percent {
  readonly kind: "percent";
  readonly percent: number;
}
/** A number of optimizer steps. */
export interface Steps {
  readonly kind: "steps";
  readonly steps: number;
}
/** A number of training tokens. */
interface Tokens {
  readonly kind: "tokens";
  readonly tokens: number;
}
/** How far a training run is, or how long something lasts in it. */
export type Amount = Percent | Steps | Tokens;

/** A share and how far the truth may be from it, both in points of per cent. */
export interface Tolerance {
  readonly percent: number;
  readonly plusMinus: number;
}

type Read<T> = Result<T, WrittenProblem>;

const NUMBER = String.raw`\d+(?:\.\d+)?(?:e[+-]?\d+)?`;
const SUFFIX: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** Reads `40%`. */
export function readPercent(text: string): Read<Percent> {
  const value = new RegExp(`^(${NUMBER})\\s*%$`, "i").exec(text)?.[1];
  if (value === undefined) return fail(text, "a share in per cent", "e.g. 40%");
  if (Number(value) > 100) return fail(text, "a share from 0% to 100%");
  return ok({ kind: "percent", percent: Number(value) });
}

/** Reads `20`, `20 steps` or `1 step`. */
export function readSteps(text: string): Read<Steps> {
  const value = /^(\d{1,12})(?:\s*steps?)?$/.exec(text)?.[1];
  return value === undefined
    ? fail(text, "a number of steps", "e.g. 20 steps")
    : ok({ kind: "steps", steps: Number(value) });
}

/** Reads a count that may end in K, M, B or T: `1B`, `5M`, `250000`. */
export function readCount(text: string): Read<number> {
  const [, value, suffix] = new RegExp(`^(${NUMBER})\\s*([KMBT]?)$`, "i").exec(text) ?? [];
  const count = Number(value) * (SUFFIX[(suffix ?? "").toUpperCase()] ?? Number.NaN);
  if (!Number.isSafeInteger(count) || count < 1)
    return fail(text, "a whole number from 1 on", "e.g. 250000, 5M or 1B");
  return ok(count);
}

/** Reads `40%`, `20 steps`, `20`, or `5M tokens`. */
export function readAmount(text: string): Read<Amount> {
  if (text.endsWith("%")) return readPercent(text);
  const tokens = /^(.+?)\s*tokens?$/.exec(text)?.[1];
  if (tokens !== undefined) {
    const count = readCount(tokens);
    return count.ok ? ok({ kind: "tokens", tokens: count.value }) : count;
  }
  const steps = readSteps(text);
  return steps.ok ? steps : fail(text, "a share, steps or tokens", "e.g. 40%, 20 steps, 5M tokens");
}

/** Reads a factor: `0.1x`, or a bare number. */
export function readFactor(text: string): Read<number> {
  const value = new RegExp(`^(${NUMBER})\\s*[x×]?$`, "i").exec(text)?.[1];
  return value === undefined ? fail(text, "a factor", "e.g. 0.1x") : ok(Number(value));
}

/** Reads `50% ± 2%` (or `50% +- 2%`): a share, and by how many points it may be missed. */
export function readTolerance(text: string): Read<Tolerance> {
  const [share, margin = "0%", ...more] = text.split(/\s*(?:±|\+-|\+\/-)\s*/);
  const [percent, plusMinus] = [readPercent(share ?? ""), readPercent(margin)];
  if (more.length > 0 || !percent.ok || !plusMinus.ok)
    return fail(text, "a share and its tolerance", "e.g. 50% ± 2%");
  return ok({ percent: percent.value.percent, plusMinus: plusMinus.value.percent });
}

const MS: Readonly<Record<string, number>> = { s: 1e3, m: 60e3, h: 3600e3 };

/** Reads a duration into milliseconds: `90s`, `10m`, `1h`. */
export function readDuration(text: string): Read<number> {
  const [, value, unit] = new RegExp(`^(${NUMBER})\\s*([smh])$`).exec(text) ?? [];
  if (value === undefined || unit === undefined) return fail(text, "a duration", "e.g. 90s, 10m or 1h");
  return ok(Number(value) * (MS[unit] ?? 0));
}

/** The amount as one writes it. */
export function printAmount(amount: Amount): string {
  switch (amount.kind) {
    case "percent":
      return `${amount.percent}%`;
    case "steps":
      return `${amount.steps} steps`;
    case "tokens":
      return `${amount.tokens} tokens`;
  }
}

function fail(text: string, wanted: string, hint?: string): Read<never> {
  return err({ message: `expected ${wanted}, received "${text}"`, ...(hint === undefined ? {} : { hint }) });
}
