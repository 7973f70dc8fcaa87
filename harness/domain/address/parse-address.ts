import { nearest } from "../diagnostic/nearest.ts";
import { err, ok, type Result } from "../result.ts";
import { addressProblem, type AddressProblem, type Parsed } from "./address-problem.ts";
import type { Address, Bound, LayerSet } from "./address.ts";
import { parsePart, PART_WORDS } from "./parse-part.ts";
import { WordReader } from "./words.ts";

const PLACES = ["embed", "final_norm", "head", "rest", "layer", "layers"] as const;

/**
 * Reads an address.
 *
 *     address = "embed" ["rows" N ".." N] | "final_norm" | "head" | "rest"
 *             | "layer" INDEX [part] | "layers" ("all" | list | range) [part]
 *     list    = "[" INDEX {"," INDEX} "]"
 *     range   = [bound] ".." [bound] ["step" N]      (half-open, at least one bound)
 *     bound   = INDEX | NUMBER "%" | "boundary"
 *     part    = block ["bias" | "weight"] | "bias" | "weight"
 */
export function parseAddress(text: string): Result<Address, AddressProblem> {
  const reader = new WordReader(text);
  const parsed = parsePlace(reader);
  if (!parsed.ok) return parsed;
  const extra = reader.peek();
  if (extra === null) return parsed;
  return addressProblem(reader, `"${extra.text}" does not belong here`, endHint(parsed.value, extra.text));
}

function parsePlace(reader: WordReader): Parsed<Address> {
  const place = reader.place();
  const word = reader.take();
  switch (word?.text) {
    case "embed":
      return parseEmbed(reader);
    case "final_norm":
    case "head":
    case "rest":
      return ok({ kind: word.text });
    case "layer":
      return parseLayer(reader);
    case "layers":
      return parseLayers(reader);
    default: {
      if (word === null) return err({ message: "an address is empty", hint: PLACES_HINT, ...place });
      const near = OTHER_NAMES.get(word.text) ?? nearest(word.text, PLACES);
      const hint = near === undefined ? PLACES_HINT : `did you mean "${near}"?`;
      return err({ message: `"${word.text}" is no place in a model`, hint, ...place });
    }
  }
}

/** What the places are called in models and in other trainers. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["lm_head", "head"],
  ["embed_out", "head"],
  ["embed_tokens", "embed"],
  ["embedding", "embed"],
  ["embeddings", "embed"],
  ["wte", "embed"],
  ["norm", "final_norm"],
  ["ln_f", "final_norm"],
]);

const PLACES_HINT = "an address begins with embed, layer, layers, final_norm, head or rest";

function parseEmbed(reader: WordReader): Parsed<Address> {
  if (!reader.accept("rows")) return ok({ kind: "embed", rows: null });
  const place = reader.place();
  const [from, dots, to] = [reader.take(), reader.accept(".."), reader.take()];
  const [first, last] = [readIndex(from?.text), readIndex(to?.text)];
  if (!dots || first === null || last === null || first < 0 || last <= first) {
    return err({
      message: "rows are two numbers, the second larger",
      hint: "e.g. embed rows 0..100",
      ...place,
    });
  }
  return ok({ kind: "embed", rows: { from: first, to: last } });
}

function parseLayer(reader: WordReader): Parsed<Address> {
  const index = readIndex(reader.peek()?.text);
  if (index === null)
    return addressProblem(reader, "`layer` needs a number", "e.g. layer 3, or layer -1 for the last");
  reader.take();
  if (reader.peek()?.text === "..")
    return addressProblem(reader, "a range is of `layers`", "write layers, not layer");
  return withPart({ kind: "one", index }, reader);
}

function parseLayers(reader: WordReader): Parsed<Address> {
  if (reader.accept("all")) return withPart({ kind: "all" }, reader);
  if (reader.accept("[")) {
    const list = parseList(reader);
    return list.ok ? withPart(list.value, reader) : list;
  }
  const range = parseRange(reader);
  return range.ok ? withPart(range.value, reader) : range;
}

function parseList(reader: WordReader): Parsed<LayerSet> {
  const indices: number[] = [];
  do {
    const index = readIndex(reader.peek()?.text);
    if (index === null) return addressProblem(reader, "a list holds layer numbers", "e.g. layers [0, 3, 7]");
    if (indices.includes(index)) return addressProblem(reader, `layer ${index} stands in the list twice`);
    indices.push(index);
    reader.take();
  } while (reader.accept(","));
  if (!reader.accept("]")) return addressProblem(reader, "the list is not closed", "e.g. layers [0, 3, 7]");
  return ok({ kind: "list", indices });
}

const RANGE_HINT = "e.g. layers 0..14, layers 0%..50%, layers 50%.., layers all";

function parseRange(reader: WordReader): Parsed<LayerSet> {
  const from = parseBound(reader);
  if (!from.ok) return from;
  if (!reader.accept("..")) {
    const alone = from.value?.kind === "index" && (reader.peek() === null || isPartWord(reader));
    if (from.value === null)
      return addressProblem(reader, "`layers` needs a range, a list, or all", RANGE_HINT);
    const hint = alone ? `one layer is: layer ${from.value.index}` : RANGE_HINT;
    return addressProblem(reader, "a range has two dots between its ends", hint);
  }
  const place = reader.place();
  const to = parseBound(reader);
  if (!to.ok) return to;
  if (from.value === null && to.value === null) {
    return err({ message: "a range needs at least one end", hint: "all layers are: layers all", ...place });
  }
  if (!reader.accept("step")) return ok({ kind: "range", from: from.value, to: to.value, step: 1 });
  const step = readIndex(reader.peek()?.text);
  if (step === null || step < 1)
    return addressProblem(reader, "a step is a number from 1 on", "e.g. layers 0..28 step 4");
  reader.take();
  return ok({ kind: "range", from: from.value, to: to.value, step });
}

/** A bound if one stands here, null if none does. */
function parseBound(reader: WordReader): Parsed<Bound | null> {
  const text = reader.peek()?.text;
  if (text === undefined || text === ".." || text === "step" || isPartWord(reader)) return ok(null);
  const bound = readBound(text);
  if (bound === null) return addressProblem(reader, `"${text}" is no end of a range`, RANGE_HINT);
  if (bound.kind === "percent" && bound.percent > 100) {
    return addressProblem(reader, `${text} is more than the whole model`, "per cent go from 0% to 100%");
  }
  reader.take();
  return ok(bound);
}

/** Reads `14`, `-2`, `50%`, `12.5%` or `boundary`; null if it is none of these. A per cent may be over 100. */
export function readBound(text: string): Bound | null {
  if (text === "boundary") return { kind: "boundary" };
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
  if (percent !== undefined) return { kind: "percent", percent: Number(percent) };
  const index = readIndex(text);
  return index === null ? null : { kind: "index", index };
}

const readIndex = (text: string | undefined): number | null =>
  text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) + 0 : null;

const isPartWord = (reader: WordReader): boolean => PART_WORDS.includes(reader.peek()?.text ?? "");

function withPart(layers: LayerSet, reader: WordReader): Parsed<Address> {
  const part = parsePart(reader);
  return part.ok ? ok({ kind: "layers", layers, part: part.value }) : part;
}

function endHint(address: Address, extra: string): string | undefined {
  if (extra === ",")
    return "one address an entry: put them in a list, and quote an address that holds a comma";
  if (address.kind === "layers") return address.part ? "nothing follows the part of a layer" : undefined;
  return `${address.kind} stands alone`;
}
