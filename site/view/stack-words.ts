import type { StackRow } from "../../harness/domain/report/report.ts";
import { coreCard, stackPicture } from "../plot/stack.ts";
import type { Svg } from "../plot/svg.ts";
import type { Words } from "../words/en.ts";
import { countText } from "../format.ts";

/** A row of the resolved table; neighbouring layers that do the same share one. */
export interface StackLine {
  readonly address: string; // e.g. "layers 0..4"
  readonly state: string;
  readonly stateName: StackRow["state"];
  readonly numel: string;
}

interface Merged {
  first: number | null;
  last: number | null;
  part: string; // e.g. "" or "attn"
  state: "trained" | "frozen";
  numel: number;
  address: string;
}

/** The resolved table, shortened: runs of neighbouring layers with equal parts and states become one line. */
export function stackLines(rows: readonly StackRow[], words: Words): readonly StackLine[] {
  return merged(rows).map((row) => line(row, words));
}

/** The resolved table, one line for each address. */
export const fullStackLines = (rows: readonly StackRow[], words: Words): readonly StackLine[] =>
  rows.map((row) => line(row, words));

/** The small picture for the front page. */
export const coreFor = (name: string, rows: readonly StackRow[], at: { id: string; words: Words }): Svg =>
  coreCard({
    id: at.id,
    title: at.words.front.coreTitle(name),
    description: stackText(rows, at.words),
    rows,
  });

/** The large picture for a page of its own. */
export const stackFor = (name: string, rows: readonly StackRow[], at: { id: string; words: Words }): Svg =>
  stackPicture({
    id: at.id,
    title: at.words.front.coreTitle(name),
    description: stackText(rows, at.words),
    rows,
  });

/** The stack in a sentence, e.g. "Trained: layers 0..4. Frozen: embed, layers 4..8." */
export function stackText(rows: readonly StackRow[], words: Words): string {
  const all = merged(rows);
  const listed = (wanted: "trained" | "frozen"): string =>
    all
      .filter(({ state }) => state === wanted)
      .map(({ address }) => address)
      .join(words.listComma) || words.front.nothing;
  return words.front.coreDescription(listed("trained"), listed("frozen"));
}

const line = ({ address, state, numel }: StackRow, words: Words): StackLine => ({
  address,
  state: words.states[state],
  stateName: state,
  numel: countText(numel),
});

/** First the parts of each layer that agree become the layer, then neighbours that agree become a range. */
function merged(rows: readonly StackRow[]): readonly Merged[] {
  const layers = new Map<number, { part: string; row: StackRow }[]>();
  for (const row of rows) {
    const found = /^layer (\d+)(?: (.*))?$/.exec(row.address);
    if (found === null) continue;
    const index = Number(found[1]);
    layers.set(index, [...(layers.get(index) ?? []), { part: found[2] ?? "", row }]);
  }
  const result: Merged[] = [];
  const done = new Set<number>();
  for (const row of rows) {
    const index = /^layer (\d+)/.exec(row.address)?.[1];
    if (index === undefined) result.push({ ...row, first: null, last: null, part: "" });
    else if (!done.has(Number(index))) {
      done.add(Number(index));
      appendLayer(result, Number(index), layers.get(Number(index)) ?? []);
    }
  }
  return result.map((one) => ({ ...one, address: one.first === null ? one.address : rangeText(one) }));
}

function appendLayer(
  result: Merged[],
  index: number,
  parts: readonly { part: string; row: StackRow }[],
): void {
  const states = new Set(parts.map(({ row }) => row.state));
  const pieces =
    states.size === 1
      ? [
          {
            part: "",
            state: parts[0]?.row.state ?? "frozen",
            numel: parts.reduce((sum, { row }) => sum + row.numel, 0),
          },
        ]
      : parts.map(({ part, row }) => ({ part, state: row.state, numel: row.numel }));
  for (const piece of pieces) {
    const open = result.findLast(({ part, last }) => part === piece.part && last === index - 1);
    if (open?.state === piece.state) {
      open.last = index;
      open.numel += piece.numel;
    } else result.push({ ...piece, first: index, last: index, address: "" });
  }
}

/** Half-open as in the strategy language, e.g. "layers 0..4 attn"; one layer alone is "layer 3". */
function rangeText({ first, last, part }: Merged): string {
  const range = first === last ? `layer ${first ?? 0}` : `layers ${first ?? 0}..${(last ?? 0) + 1}`;
  return part === "" ? range : `${range} ${part}`;
}
