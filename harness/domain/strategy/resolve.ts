import { boundIndex, percentToIndex, type Depth } from "../address/layer-indices.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import type { ModelShape } from "../model/shape.ts";
import { err, ok, type Result } from "../result.ts";
import { assign, checkTied } from "./assign.ts";
import { checkCompose, checkExpectation, checkSample, checkSettings } from "./check-resolved.ts";
import type { ResolvedGroup, ResolvedStrategy } from "./resolved.ts";
import { isEmptySlot, shapeIndex, type ShapeIndex, type TensorGroup } from "./shape-index.ts";
import { strategySpec, type Strategy } from "./strategy.ts";
import { unsupportedFeatures } from "./unsupported.ts";

export type { ResolvedStrategy } from "./resolved.ts";

/**
 * A strategy on a model: every tensor trained or frozen. A place on no side or on both, a layer or boundary outside
 * the model, a tied pair that is torn apart, a set that is empty without saying so and a failed expectation are
 * errors at their place in the file, all at once.
 */
export function resolveStrategy(
  strategy: Strategy,
  shape: ModelShape,
): Result<ResolvedStrategy, readonly Diagnostic[]> {
  const index = shapeIndex(shape);
  const boundary = resolveBoundary(strategy, shape);
  if (!boundary.ok) return boundary;
  const depth: Depth = { layers: shape.layers, boundary: boundary.value };
  // A hybrid of another depth has tensors that no file has yet: its addresses are checked when it is composed.
  const isDeeper = (strategy.compose?.layers ?? shape.layers) !== shape.layers;
  const assignments = (isDeeper ? [] : strategy.phases).map((phase) => assign(phase, index, depth));
  const problems = [
    ...assignments.flatMap((assignment) => [...assignment.problems, ...checkTied(assignment, index)]),
    ...checkCompose(strategy, depth),
    ...checkSample(strategy, shape),
  ];
  if (problems.length > 0) return err(problems);

  const trained = index.slots.map((_, position) =>
    assignments.some((assignment) => assignment.trained[position] === true),
  );
  const groups = (isDeeper ? [] : index.groups).flatMap((group) => settle(group, trained));
  const { layers, ...trainable } = measure(groups, shape);
  const late = [
    ...checkEmpty(strategy, assignments, index),
    ...(isDeeper ? [] : checkSettings(strategy, { trained, index, depth })),
    ...checkExpectation(strategy, { trainable: trainable.share, layers: layers / shape.layers }),
  ];
  if (late.length > 0) return err(late);
  return ok({
    name: strategy.name,
    title: strategy.title,
    file: strategy.file,
    spec: strategySpec(strategy),
    groups,
    trainable,
    boundary: strategy.boundary?.kind === "static" ? boundary.value : null,
    unsupported: unsupportedFeatures(strategy),
    warnings: assignments.flatMap((assignment) => assignment.warnings),
  });
}

/** Until a trace has decided, the middle of where it may look stands for its boundary, so that addresses can be checked. */
function resolveBoundary(
  { boundary }: Strategy,
  { layers }: ModelShape,
): Result<number | null, readonly Diagnostic[]> {
  if (boundary === null) return ok(null);
  if (boundary.kind === "trace")
    return ok(percentToIndex((boundary.between.from + boundary.between.to) / 2, layers));
  const index = boundIndex(boundary.bound, { layers, boundary: null });
  if (index.ok) return index;
  const { message, hint } = index.error;
  return err([
    makeError({ code: "boundary-out-of-range", message: `boundary: ${message}`, hint, at: boundary.at }),
  ]);
}

function settle(group: TensorGroup, trained: readonly boolean[]): readonly ResolvedGroup[] {
  const [first] = group.slots;
  const state = first !== undefined && trained[first] === true;
  if (group.slots.every((position) => trained[position] === state))
    return [state ? group.trained : group.frozen];
  return group.finer.flatMap((finer) => settle(finer, trained));
}

function measure(
  groups: readonly ResolvedGroup[],
  shape: ModelShape,
): ResolvedStrategy["trainable"] & { layers: number } {
  const active = groups.filter(({ state }) => state === "trained");
  const numel = active.reduce((sum, group) => sum + group.numel, 0);
  const tensors = active.reduce((sum, group) => sum + group.tensors.length, 0);
  const touched = active.map(({ tensors: [tensor] }) =>
    tensor?.place.kind === "layer" ? tensor.place.layer : null,
  );
  const layers = new Set(touched.filter((layer) => layer !== null)).size;
  return { tensors, numel, share: shape.numel === 0 ? 0 : numel / shape.numel, layers };
}

/** `train: none` says it; any other way to train nothing is an accident. */
function checkEmpty(
  { phases, sample }: Strategy,
  assignments: readonly { readonly trained: readonly boolean[] }[],
  index: ShapeIndex,
): readonly Diagnostic[] {
  if (sample) return [];
  return phases.flatMap(({ train, at }, number) => {
    const assignment = assignments[number];
    if (!assignment || train.length === 0) return [];
    const isEmpty = index.slots.every((slot, position) => isEmptySlot(slot) || !assignment.trained[position]);
    if (!isEmpty) return [];
    const message = `nothing trains: ${train.map(({ text }) => `\`${text}\``).join(", ")} names nothing in this model`;
    const hint = "widen the addresses; if nothing is meant to train, say `train: none`";
    return [makeError({ code: "nothing-trains", message, hint, at: train[0]?.at ?? at })];
  });
}
