import type { Place, TensorShape } from "../model/shape.ts";
import { projectionsOf } from "../model/projections.ts";
import { err, ok, type Result } from "../result.ts";
import { printPart, type Address, type Part } from "./address.ts";
import { layerIndices, type Depth, type DepthProblem } from "./layer-indices.ts";

/** Why an address can't be told apart in a model. */
export interface SelectProblem {
  readonly code: DepthProblem["code"] | "fused-tensor";
  readonly message: string;
  readonly hint?: string;
}

/** A model's tensors by place, made once per model: selecting is then a matter of microseconds. */
export interface TensorIndex {
  readonly outer: Readonly<Record<"embed" | "final_norm" | "head", readonly TensorShape[]>>;
  readonly byLayer: readonly (readonly TensorShape[])[];
}

/** Sorts a model's tensors by place. */
export function indexTensors(tensors: readonly TensorShape[], layers: number): TensorIndex {
  const byLayer = Array.from({ length: layers }, (): TensorShape[] => []);
  for (const tensor of tensors) {
    if (tensor.place.kind === "layer") byLayer[tensor.place.layer]?.push(tensor);
  }
  const at = (kind: Place["kind"]): readonly TensorShape[] =>
    tensors.filter(({ place }) => place.kind === kind);
  return { outer: { embed: at("embed"), final_norm: at("final_norm"), head: at("head") }, byLayer };
}

/**
 * The tensors that an address names in a model; none where the model has no such part (no biases, an empty range).
 * `rest` names nothing by itself: what it is depends on the other addresses.
 */
export function select(
  address: Address,
  index: TensorIndex,
  depth: Depth,
): Result<readonly TensorShape[], SelectProblem> {
  switch (address.kind) {
    case "rest":
      return ok([]);
    case "embed":
    case "final_norm":
    case "head":
      return ok(index.outer[address.kind]);
    case "layers": {
      const layers = layerIndices(address.layers, depth);
      if (!layers.ok) return layers;
      // Loops, not flatMap: this runs for every address of every strategy of a sweep.
      const inside: TensorShape[] = [];
      for (const layer of layers.value) for (const tensor of index.byLayer[layer] ?? []) inside.push(tensor);
      return address.part ? ofPart(inside, address.part) : ok(inside);
    }
  }
}

function ofPart(tensors: readonly TensorShape[], part: Part): Result<readonly TensorShape[], SelectProblem> {
  const found: TensorShape[] = [];
  for (const tensor of tensors) {
    const match = matchPart(tensor, part);
    if (match === "fused") return err(fused(tensor, part));
    if (match) found.push(tensor);
  }
  return ok(found);
}

function matchPart({ name, place }: TensorShape, { block, only }: Part): boolean | "fused" {
  if (place.kind !== "layer" || (only !== "all" && (only === "bias") !== place.bias)) return false;
  switch (block) {
    case null:
      return true;
    case "attn":
      return place.part === "attn" || place.part === "qk_norm";
    case "mlp":
    case "norm":
    case "qk_norm":
      return place.part === block;
    default: {
      const held = inHalf(place, block) ? projectionsOf(name) : [];
      if (!held.includes(block)) return false;
      return held.length === 1 ? true : "fused";
    }
  }
}

/** `dense` is the output of attention; a mixture of experts has its own `gate`. */
const inHalf = (
  place: Place & { readonly kind: "layer" },
  block: "q" | "k" | "v" | "o" | "gate" | "up" | "down",
): boolean => place.part === (["q", "k", "v", "o"].includes(block) ? "attn" : "mlp");

function fused(tensor: TensorShape, part: Part): SelectProblem {
  const held = projectionsOf(tensor.name).join(", ");
  return {
    code: "fused-tensor",
    message: `this model keeps ${held} in one tensor (${tensor.name}), so \`${printPart(part)}\` can't stand alone`,
    hint: `name the whole half: ${tensor.place.kind === "layer" ? tensor.place.part : "attn"}`,
  };
}
