import type { TensorShape } from "../model/shape.ts";
import { finerAddress, type ShapeIndex } from "./shape-index.ts";

/** Places of a model in the fewest words: "embed, layers 0..14, layer 20 mlp, head". */
export function describeSlots(positions: readonly number[], index: ShapeIndex): string {
  const slots = positions.flatMap((position) => index.slots[position] ?? []);
  const outer = (kind: string): readonly string[] =>
    slots.some(({ place }) => place.kind === kind) ? [kind] : [];
  const others = slots.filter(({ place }) => place.kind === "other").length;
  const words = [
    ...outer("embed"),
    ...layerWords(slots, index),
    ...outer("final_norm"),
    ...outer("head"),
    ...(others > 0 ? [`${others} tensors at no known place`] : []),
  ];
  return words.join(", ");
}

/** Neighbouring layers of which the same parts are meant are one range. */
function layerWords(slots: readonly TensorShape[], { tensors }: ShapeIndex): readonly string[] {
  const byLayer = new Map<number, TensorShape[]>();
  for (const slot of slots) {
    if (slot.place.kind !== "layer") continue;
    byLayer.set(slot.place.layer, [...(byLayer.get(slot.place.layer) ?? []), slot]);
  }
  const runs: { readonly from: number; to: number; readonly parts: readonly string[] }[] = [];
  for (const [layer, inside] of [...byLayer].sort(([a], [b]) => a - b)) {
    const parts = partsOf(inside, tensors.byLayer[layer] ?? []);
    const last = runs.at(-1);
    if (last?.to === layer && last.parts.join() === parts.join()) last.to = layer + 1;
    else runs.push({ from: layer, to: layer + 1, parts });
  }
  return runs.flatMap(({ from, to, parts }) => {
    const range = to - from === 1 ? `layer ${from}` : `layers ${from}..${to}`;
    return parts.map((part) => (part === "" ? range : `${range} ${part}`));
  });
}

const ORDER = ["attn", "qk_norm", "mlp", "norm", "other"];

/** [""] for a whole layer; else its parts (`attn` has the qk_norm inside), and what is less than a part by its own name. */
function partsOf(inside: readonly TensorShape[], all: readonly TensorShape[]): readonly string[] {
  if (inside.length === all.length) return [""];
  const ofPart = (tensors: readonly TensorShape[], part: string): readonly TensorShape[] =>
    tensors.filter(({ place }) => place.kind === "layer" && place.part === part);
  const words = ORDER.flatMap((part) => {
    const mine = ofPart(inside, part);
    if (mine.length === 0) return [];
    if (mine.length === ofPart(all, part).length) return [part];
    return mine.map((tensor) => finerAddress(tensor).split(" ").slice(2).join(" "));
  });
  return words.includes("attn") ? words.filter((word) => word !== "qk_norm") : words;
}
