import { boundIndex, layerIndices, type Depth } from "../address/layer-indices.ts";
import { select } from "../address/select.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import type { Tolerance } from "../document/quantity.ts";
import type { ModelShape } from "../model/shape.ts";
import type { ShapeIndex } from "./shape-index.ts";
import type { AddressSettings, Strategy } from "./strategy.ts";

/** What settings say of the tensors of a model: each must be able to follow. */
export function checkSettings(
  { settings }: Strategy,
  {
    trained,
    index,
    depth,
  }: { readonly trained: readonly boolean[]; readonly index: ShapeIndex; readonly depth: Depth },
): readonly Diagnostic[] {
  const taken = new Map<string, AddressSettings>(); // "lr 17" -> who set it
  return settings.flatMap((entry) => {
    const { address } = entry;
    const complain = (message: string, hint?: string): Diagnostic =>
      makeError({
        code: "bad-settings",
        message: `settings of \`${address.text}\`: ${message}`,
        hint,
        at: address.at,
      });
    const selected = select(address.address, index.tensors, depth);
    if (!selected.ok) return [complain(selected.error.message, selected.error.hint)];
    const positions = selected.value.map((tensor) => index.positions.get(tensor) ?? -1);
    const found: Diagnostic[] = [];
    if (entry.lora && positions.some((position) => trained[position])) {
      found.push(
        complain("LoRA stands beside frozen weights, and these train", "list the address in `freeze`"),
      );
    }
    const isTuned = entry.lr !== 1 || entry.weightDecay !== 1 || entry.anchor > 0;
    if (isTuned && !entry.lora && positions.every((position) => !trained[position])) {
      found.push(complain("it is frozen, so there is nothing to set", "train it, or drop the settings"));
    }
    const rival = positions.flatMap((position) =>
      keysOf(entry).flatMap((key) => taken.get(`${key} ${position}`) ?? []),
    )[0];
    if (rival) found.push(complain(`\`${rival.address.text}\` sets the same for some of it`));
    for (const position of positions) for (const key of keysOf(entry)) taken.set(`${key} ${position}`, entry);
    return found;
  });
}

function keysOf({ lr, weightDecay, anchor, lora, copies }: AddressSettings): readonly string[] {
  const set = {
    lr: lr !== 1,
    weightDecay: weightDecay !== 1,
    anchor: anchor > 0,
    lora: lora !== null,
    copies: copies > 0,
  };
  return Object.entries(set).flatMap(([key, isSet]) => (isSet ? [key] : []));
}

/** The strategy's own assertion, against what the model gives. */
export function checkExpectation(
  { expect }: Strategy,
  { trainable, layers }: { readonly trainable: number; readonly layers: number }, // shares, 0 to 1
): readonly Diagnostic[] {
  if (!expect) return [];
  const compare = (key: string, wanted: Tolerance | null, share: number): readonly Diagnostic[] => {
    const percent = share * 100;
    if (!wanted || Math.abs(percent - wanted.percent) <= wanted.plusMinus + 1e-9) return [];
    const message = `expect.${key}: ${wanted.percent}% ± ${wanted.plusMinus}% was expected, this model gives ${percent.toFixed(2)}%`;
    return [
      makeError({
        code: "unexpected",
        message,
        hint: "mend the addresses, or the expectation",
        at: expect.at,
      }),
    ];
  };
  return [...compare("trainable", expect.trainable, trainable), ...compare("layers", expect.layers, layers)];
}

/** The segments of a hybrid follow each other without gaps and overlaps, and its seams lie inside it. */
export function checkCompose({ compose }: Strategy, depth: Depth): readonly Diagnostic[] {
  if (!compose) return [];
  const whole = { ...depth, layers: compose.layers ?? depth.layers };
  const found: Diagnostic[] = [];
  let next = 0;
  for (const { layers } of compose.segments) {
    const complain = (code: string, message: string, hint?: string): void => {
      found.push(
        makeError({ code, message: `compose: \`${layers.text}\`: ${message}`, hint, at: layers.at }),
      );
    };
    if (layers.address.kind !== "layers") continue;
    const indices = layerIndices(layers.address.layers, whole);
    if (!indices.ok) complain(indices.error.code, indices.error.message, indices.error.hint);
    else {
      const [first = next] = indices.value;
      if (first !== next) complain("bad-segment", `it begins with layer ${first}, but layer ${next} is next`);
      next = (indices.value.at(-1) ?? next - 1) + 1;
    }
  }
  const last = compose.segments.at(-1)?.layers;
  if (found.length === 0 && last && next !== whole.layers) {
    const message = `compose: the segments end before layer ${next}; the hybrid has ${whole.layers} layers`;
    found.push(makeError({ code: "bad-segment", message, at: last.at }));
  }
  const seams = compose.adapters.map(({ at }) => boundIndex(at, whole));
  return [
    ...found,
    ...seams.flatMap((seam) => (seam.ok ? [] : [makeError({ ...seam.error, at: last?.at })])),
  ];
}

/** A sample draws from the layers that the model has. */
export function checkSample({ sample, at }: Strategy, { layers }: ModelShape): readonly Diagnostic[] {
  if (!sample || sample.layers <= layers) return [];
  const message = `sample.layers: ${sample.layers} are drawn, but the model has ${layers}`;
  return [makeError({ code: "layer-out-of-range", message, at })];
}
