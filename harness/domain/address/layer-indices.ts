import { err, ok, type Result } from "../result.ts";
import { printBound, type Bound, type LayerSet } from "./address.ts";

/** What an address needs to know of a model and a strategy to become layers. */
export interface Depth {
  readonly layers: number;
  /** The strategy's boundary as a layer index; null if it names none. */
  readonly boundary: number | null;
}

/** Why a set of layers does not fit a model. */
export interface DepthProblem {
  readonly code: "layer-out-of-range" | "reversed-range" | "no-boundary";
  readonly message: string;
  readonly hint?: string;
}

/**
 * The layer index that a share of the depth stands for: percent x layers / 100, halves up.
 * 50 % of 28 is 14, 50 % of 7 is 4 (3.5), 12.5 % of 28 is 4 (3.5), 33 % of 28 is 9 (9.24).
 */
export function percentToIndex(percent: number, layers: number): number {
  // The tiny summand keeps halves that binary fractions can't hold exactly (e.g. 14.7 % of 50) on the upper side.
  return Math.floor((percent * layers) / 100 + 0.5 + 1e-9);
}

/** The layers that a set names in a model of this depth, in its order. An empty range gives none. */
export function layerIndices(set: LayerSet, depth: Depth): Result<readonly number[], DepthProblem> {
  switch (set.kind) {
    case "all":
      return ok(range(0, depth.layers, 1));
    case "one":
      return checked([set.index], depth);
    case "list":
      return checked(set.indices, depth);
    case "range": {
      const from = set.from ? boundIndex(set.from, depth) : ok(0);
      const to = set.to ? boundIndex(set.to, depth) : ok(depth.layers);
      if (!from.ok) return from;
      if (!to.ok) return to;
      if (from.value > to.value) {
        const words = [set.from, set.to].map((bound) => (bound ? printBound(bound) : ""));
        const message = `${words.join("..")} runs backwards: from layer ${from.value} to ${to.value}`;
        return err({ code: "reversed-range", message, hint: "the smaller end stands first" });
      }
      return ok(range(from.value, to.value, set.step));
    }
  }
}

/** A bound as an index from 0 to the number of layers, both included. */
export function boundIndex(bound: Bound, depth: Depth): Result<number, DepthProblem> {
  switch (bound.kind) {
    case "percent":
      return bound.percent <= 100
        ? ok(percentToIndex(bound.percent, depth.layers))
        : err(outside(bound, depth));
    case "boundary": {
      const message = "`boundary` is used, but the strategy has none";
      const hint = "add e.g. `boundary: 50%`";
      return depth.boundary === null ? err({ code: "no-boundary", message, hint }) : ok(depth.boundary);
    }
    case "index": {
      const index = bound.index < 0 ? bound.index + depth.layers : bound.index;
      return index >= 0 && index <= depth.layers ? ok(index) : err(outside(bound, depth));
    }
  }
}

function checked(indices: readonly number[], depth: Depth): Result<readonly number[], DepthProblem> {
  const bad = indices.filter((index) => index >= depth.layers || index < -depth.layers);
  if (bad.length === 0) return ok(indices.map((index) => (index < 0 ? index + depth.layers : index)));
  const message = `the model has no layer ${bad.join(", ")}`;
  return err({ code: "layer-out-of-range", message, hint: depthWords(depth) });
}

function outside(bound: Bound, depth: Depth): DepthProblem {
  const message = `${printBound(bound)} is outside the model`;
  return { code: "layer-out-of-range", message, hint: depthWords(depth) };
}

const depthWords = ({ layers }: Depth): string =>
  `it has ${layers} layers: 0 to ${layers - 1}; the end of a range is not included, so it may be ${layers}`;

function range(from: number, to: number, step: number): readonly number[] {
  return Array.from(
    { length: Math.max(0, Math.ceil((to - from) / step)) },
    (_, index) => from + index * step,
  );
}
