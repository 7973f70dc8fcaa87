import type { Bound } from "../address/address.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import type { Document } from "../document/document.ts";
import type { StrategySpec } from "./schema.ts";
import type { Phase, PlacedAddress, Strategy } from "./strategy.ts";

/** What can be said against a strategy without knowing a model. */
export function checkStrategy(
  strategy: Strategy,
  spec: StrategySpec,
  document: Document,
): readonly Diagnostic[] {
  return [
    ...checkRest(strategy),
    ...checkPhaseOrder(strategy, document),
    ...checkBoundaryUse(strategy),
    ...checkChange(strategy, spec, document),
    ...checkMixture(strategy, document),
  ];
}

/** `rest` is all that the others leave, so it can stand only once in a phase, and is nothing that has settings. */
function checkRest({ phases, settings }: Strategy): readonly Diagnostic[] {
  const repeated = phases.flatMap(({ train, freeze }) => [...train, ...freeze].filter(isRest).slice(1));
  const set = settings.map(({ address }) => address).filter(isRest);
  return [
    ...repeated.map(({ at }) =>
      makeError({
        code: "repeated-rest",
        message: "`rest` stands only once: it is all that nothing else names",
        at,
      }),
    ),
    ...set.map(({ at }) =>
      makeError({ code: "bad-settings", message: "settings: `rest` is no address here", at }),
    ),
  ];
}

const isRest = ({ address }: PlacedAddress): boolean => address.kind === "rest";

function checkPhaseOrder({ phases }: Strategy, document: Document): readonly Diagnostic[] {
  if (phases.length === 0) return [];
  const complain = (index: number, message: string, hint?: string): Diagnostic =>
    makeError({ code: "phase-order", message, hint, at: document.spanOf(["phases", index, "until"]) });
  const found: Diagnostic[] = [];
  if (new Set(phases.slice(0, -1).map(({ until }) => until.kind)).size > 1) {
    found.push(complain(0, "phases: `until` has the same unit in all phases"));
  }
  for (const [index, phase] of phases.entries()) {
    const before = phases[index - 1];
    const isLater =
      before === undefined || before.until.kind !== phase.until.kind || endOf(phase) > endOf(before);
    if (!isLater) found.push(complain(index, "phases: each phase ends later than the one before"));
  }
  const last = phases.at(-1);
  if (last && !(last.until.kind === "percent" && last.until.percent === 100)) {
    const message = "phases: the last phase ends before the budget does";
    found.push(complain(phases.length - 1, message, "the last phase has `until: 100%`"));
  }
  return found;
}

function endOf({ until }: Phase): number {
  switch (until.kind) {
    case "percent":
      return until.percent;
    case "steps":
      return until.steps;
    case "tokens":
      return until.tokens;
  }
}

function checkBoundaryUse({ boundary, phases, settings, compose }: Strategy): readonly Diagnostic[] {
  const places: readonly PlacedAddress[] = [
    ...phases.flatMap(({ train, freeze }) => [...train, ...freeze]),
    ...settings.map(({ address }) => address),
    ...(compose?.segments.flatMap(({ layers, source }) => [layers, source]) ?? []),
  ];
  const [user] = places.filter(usesBoundary);
  if (boundary === null && user) {
    const message = `\`${user.text}\` names the boundary, but the strategy has none`;
    return [makeError({ code: "no-boundary", message, hint: "add e.g. `boundary: 50%`", at: user.at })];
  }
  if (boundary === null || user) return [];
  const hint = "use it in a range of layers, e.g. `layers ..boundary`";
  return [
    makeError({ code: "unused-boundary", message: "the boundary is never used", hint, at: boundary.at }),
  ];
}

const isBoundary = (bound: Bound | null): boolean => bound?.kind === "boundary";

function usesBoundary({ address }: PlacedAddress): boolean {
  if (address.kind !== "layers" || address.layers.kind !== "range") return false;
  return isBoundary(address.layers.from) || isBoundary(address.layers.to);
}

function checkChange(
  { phases, adapt, sample }: Strategy,
  spec: StrategySpec,
  document: Document,
): readonly Diagnostic[] {
  if (spec.on_change === undefined || phases.length > 1 || adapt || sample) return [];
  const message = "`on_change` is never used: nothing changes what trains";
  const at = document.spanOf(["on_change"], "key");
  return [
    makeError({ code: "unused-on-change", message, hint: "it belongs to `phases`, `adapt` or `sample`", at }),
  ];
}

function checkMixture({ data }: Strategy, document: Document): readonly Diagnostic[] {
  if (!data || data.mixture.length === 0) return [];
  const sum = data.mixture.reduce((total, { percent }) => total + percent, 0);
  if (Math.abs(sum - 100) < 1e-6) return [];
  const at = document.spanOf(["data", "mixture"], "key");
  return [makeError({ code: "mixture-sum", message: `data.mixture: the shares make ${sum}%, not 100%`, at })];
}
