import { indexTensors, type TensorIndex } from "../address/select.ts";
import { projectionsOf } from "../model/projections.ts";
import type { LayerPart, ModelShape, Place, TensorShape } from "../model/shape.ts";
import type { ResolvedGroup } from "./resolved.ts";

/** Tensors that share an address, e.g. "layer 3 attn", and the group that they form when all have one state. */
export interface TensorGroup {
  readonly slots: readonly number[]; // positions in ShapeIndex.slots
  readonly trained: ResolvedGroup;
  readonly frozen: ResolvedGroup;
  /** For a group whose tensors have different states: finer ones, e.g. "layer 3 q", "layer 3 q bias". */
  readonly finer: readonly TensorGroup[];
}

/** All that resolving needs of a model, made once per model. */
export interface ShapeIndex {
  /** The model's tensors; a place without one (the head of a tied model) has a slot with no name and no elements. */
  readonly slots: readonly TensorShape[];
  readonly positions: ReadonlyMap<TensorShape, number>;
  readonly tensors: TensorIndex;
  readonly groups: readonly TensorGroup[];
}

const cache = new WeakMap<ModelShape, ShapeIndex>();

/** The index of a model's shape: made at the first call, remembered as long as the shape lives. */
export function shapeIndex(shape: ModelShape): ShapeIndex {
  const known = cache.get(shape);
  if (known) return known;
  const slots = [...shape.tensors, ...missingPlaces(shape)];
  const positions = new Map(slots.map((tensor, position) => [tensor, position]));
  const made: ShapeIndex = {
    slots,
    positions,
    tensors: indexTensors(slots, shape.layers),
    groups: makeGroups(slots, shape.layers),
  };
  cache.set(shape, made);
  return made;
}

/** Whether a slot is a place only, without a tensor. */
export const isEmptySlot = (tensor: TensorShape): boolean => tensor.name === "";

/** Every strategy says what becomes of these, whether a model stores something there or not. */
function missingPlaces({ tensors }: ModelShape): readonly TensorShape[] {
  const places: readonly Place[] = [{ kind: "embed" }, { kind: "final_norm" }, { kind: "head" }];
  return places
    .filter(({ kind }) => !tensors.some(({ place }) => place.kind === kind))
    .map((place) => ({ name: "", shape: [0], dtype: "F32", numel: 0, place }));
}

const PARTS: readonly LayerPart[] = ["attn", "qk_norm", "mlp", "norm", "other"];

/** In model order: the embedding, layer by layer, the final norm, the head, and what stands nowhere else. */
function makeGroups(slots: readonly TensorShape[], layers: number): readonly TensorGroup[] {
  const byAddress = new Map<string, number[]>();
  for (const [position, tensor] of slots.entries()) {
    if (isEmptySlot(tensor)) continue;
    const address = addressOf(tensor.place);
    byAddress.set(address, [...(byAddress.get(address) ?? []), position]);
  }
  const inLayers = Array.from({ length: layers }, (_, layer) =>
    PARTS.map((part) => layerAddress(layer, part)),
  ).flat();
  return ["embed", ...inLayers, "final_norm", "head", "other"].flatMap((address) => {
    const positions = byAddress.get(address);
    return positions ? [makeGroup(address, positions, slots)] : [];
  });
}

function makeGroup(
  address: string,
  positions: readonly number[],
  slots: readonly TensorShape[],
): TensorGroup {
  const tensors = positions.flatMap((position) => slots[position] ?? []);
  const numel = tensors.reduce((sum, tensor) => sum + tensor.numel, 0);
  const group = { address, tensors, numel };
  return {
    slots: positions,
    trained: { ...group, state: "trained" },
    frozen: { ...group, state: "frozen" },
    finer:
      tensors.length > 1
        ? positions.map((position) => makeGroup(finerAddress(slots[position]), [position], slots))
        : [],
  };
}

const layerAddress = (layer: number, part: LayerPart): string => `layer ${layer} ${part}`;
const addressOf = (place: Place): string =>
  place.kind === "layer" ? layerAddress(place.layer, place.part) : place.kind;

/** e.g. "layer 3 q", "layer 3 q bias"; a tensor without such a name has its own, e.g. "layer 3 norm weight: ln_1". */
export function finerAddress(tensor: TensorShape | undefined): string {
  if (!tensor) return "";
  const { place } = tensor;
  if (place.kind !== "layer") return place.kind;
  const held = projectionsOf(tensor.name);
  const module = tensor.name.split(".").at(-2) ?? tensor.name;
  const what = held.length > 0 ? held.join("+") : `${place.part} ${module}`;
  return `layer ${place.layer} ${what}${place.bias ? " bias" : ""}`;
}
