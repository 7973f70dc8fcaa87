import { select } from "../address/select.ts";
import type { Depth } from "../address/layer-indices.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError, makeWarning } from "../diagnostic/make.ts";
import { describeSlots } from "./describe-slots.ts";
import { isEmptySlot, type ShapeIndex } from "./shape-index.ts";
import type { Phase, PlacedAddress } from "./strategy.ts";

/** Which side each slot is on, and which address put it there. */
export interface Assignment {
  readonly trained: readonly boolean[];
  readonly owners: readonly (PlacedAddress | undefined)[];
  readonly problems: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

type Side = "train" | "freeze";

/** Puts every place of a model on one side. One on no side, or on both, is a problem that names it. */
export function assign(phase: Phase, index: ShapeIndex, depth: Depth): Assignment {
  const problems: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  const sides: (Side | undefined)[] = index.slots.map(() => undefined);
  const owners: (PlacedAddress | undefined)[] = index.slots.map(() => undefined);
  let hasFailed = false;
  const claim = (place: PlacedAddress, side: Side): void => {
    const selected = select(place.address, index.tensors, depth);
    if (!selected.ok) {
      hasFailed = true;
      const { code, message, hint } = selected.error;
      problems.push(makeError({ code, message: `\`${place.text}\`: ${message}`, hint, at: place.at }));
      return;
    }
    if (side === "train" && selected.value.length === 0) warnings.push(matchesNothing(place));
    const clashes = new Map<PlacedAddress, number[]>();
    for (const tensor of selected.value) {
      const position = index.positions.get(tensor) ?? -1;
      const owner = owners[position];
      if (owner && sides[position] !== side) clashes.set(owner, [...(clashes.get(owner) ?? []), position]);
      sides[position] = side;
      owners[position] ??= place;
    }
    for (const [owner, positions] of clashes)
      problems.push(inBoth({ trained: owner, frozen: place }, positions, index));
  };
  const isRest = ({ address }: PlacedAddress): boolean => address.kind === "rest";
  for (const place of phase.train) if (!isRest(place)) claim(place, "train");
  for (const place of phase.freeze) if (!isRest(place)) claim(place, "freeze");

  const restSide: Side = phase.train.some(isRest) ? "train" : "freeze";
  const rest = [...phase.train, ...phase.freeze].find(isRest);
  // An address that could not be read may have meant any layer: then only the places outside the layers are judged.
  const isJudged = (position: number): boolean => !hasFailed || index.slots[position]?.place.kind !== "layer";
  const open: number[] = [];
  for (const [position, side] of sides.entries()) {
    if (side === undefined && isJudged(position)) open.push(position);
  }
  if (rest) {
    for (const position of open) [sides[position], owners[position]] = [restSide, rest];
  } else if (open.length > 0) {
    problems.push(inNeither(open, index, phase));
  }
  return { trained: sides.map((side) => side === "train"), owners, problems, warnings };
}

function inBoth(
  { trained, frozen }: { readonly trained: PlacedAddress; readonly frozen: PlacedAddress },
  positions: readonly number[],
  index: ShapeIndex,
): Diagnostic {
  const what = describeSlots(positions, index);
  const others = trained.text === frozen.text ? "" : ` (\`${trained.text}\` and \`${frozen.text}\`)`;
  return makeError({
    code: "trained-and-frozen",
    message: `both trained and frozen: ${what}${others}`,
    hint: `it trains in line ${trained.at.line}; name it on one side only`,
    at: frozen.at,
  });
}

function inNeither(positions: readonly number[], index: ShapeIndex, { freeze, at }: Phase): Diagnostic {
  const unknown = positions.flatMap((position) => {
    const slot = index.slots[position];
    return slot?.place.kind === "other" ? [slot.name] : [];
  });
  const strange =
    unknown.length > 0 ? `; no address names ${unknown.slice(0, 2).join(", ")}, only \`rest\` does` : "";
  return makeError({
    code: "neither-trained-nor-frozen",
    message: `neither trained nor frozen: ${describeSlots(positions, index)}`,
    hint: `add it to train or to freeze; \`freeze: [rest]\` freezes all that is not named${strange}`,
    at: freeze.at(-1)?.at ?? at,
  });
}

const matchesNothing = (place: PlacedAddress): Diagnostic =>
  makeWarning({
    code: "matches-nothing",
    message: `\`${place.text}\` names nothing in this model`,
    at: place.at,
  });

/** The embedding and the head of a tied model are one tensor: they go the same way, or it is a problem that names both. */
export function checkTied({ trained, owners }: Assignment, index: ShapeIndex): readonly Diagnostic[] {
  const find = (kind: string): number => index.slots.findIndex(({ place }) => place.kind === kind);
  const [embed, head] = [find("embed"), find("head")];
  const headSlot = index.slots[head];
  const isTied = headSlot !== undefined && isEmptySlot(headSlot);
  if (!isTied || !owners[embed] || !owners[head] || trained[embed] === trained[head]) return [];
  const say = (position: number): string => (trained[position] ? "trained" : "frozen");
  const via = owners[head].text === "rest" ? " (by `rest`)" : "";
  return [
    makeError({
      code: "tied-apart",
      message: `this model ties \`embed\` and \`head\` (they are one tensor), but embed is ${say(embed)} and head is ${say(head)}${via}`,
      hint: "name both on the same side: [embed, head]",
      at: (trained[embed] ? owners[embed] : owners[head]).at,
    }),
  ];
}
