import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BLOCKS, printAddress, type Address, type Bound } from "../../../harness/domain/address/address.ts";
import { parseAddress, readBound } from "../../../harness/domain/address/parse-address.ts";

const parse = (text: string): Address => {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

describe("an address", () => {
  it.each(["embed", "final_norm", "head", "rest"])("names a place outside the layers: %s", (text) => {
    expect(parse(text)).toMatchObject({ kind: text });
  });

  it("names one layer, a list, a range, or all", () => {
    expect(parse("layer 3")).toEqual({ kind: "layers", layers: { kind: "one", index: 3 }, part: null });
    expect(parse("layer -1")).toMatchObject({ layers: { kind: "one", index: -1 } });
    expect(parse("layers [0, 3, 7]")).toMatchObject({ layers: { kind: "list", indices: [0, 3, 7] } });
    expect(parse("layers all")).toMatchObject({ layers: { kind: "all" } });
    expect(parse("layers 0..28 step 4")).toMatchObject({
      layers: { kind: "range", from: { kind: "index", index: 0 }, to: { kind: "index", index: 28 }, step: 4 },
    });
  });

  it("may leave one end of a range open, or name the boundary", () => {
    expect(parse("layers ..50%")).toMatchObject({
      layers: { from: null, to: { kind: "percent", percent: 50 } },
    });
    expect(parse("layers 12.5%..")).toMatchObject({
      layers: { from: { kind: "percent", percent: 12.5 }, to: null },
    });
    expect(parse("layers ..boundary attn")).toMatchObject({
      layers: { from: null, to: { kind: "boundary" } },
    });
    expect(parse("layers -4..")).toMatchObject({ layers: { from: { kind: "index", index: -4 } } });
  });

  it("may name a part of the layers", () => {
    expect(parse("layers 25%..75% attn")).toMatchObject({ part: { block: "attn", only: "all" } });
    expect(parse("layer 0 bias")).toMatchObject({ part: { block: null, only: "bias" } });
    expect(parse("layers all q weight")).toMatchObject({ part: { block: "q", only: "weight" } });
    expect(parse("layers 0.. step 2 qk_norm")).toMatchObject({
      layers: { step: 2 },
      part: { block: "qk_norm" },
    });
  });

  it("may name rows of the embedding", () => {
    expect(parse("embed rows 0..100")).toEqual({ kind: "embed", rows: { from: 0, to: 100 } });
  });

  it("does not mind spaces", () => {
    expect(parse("  layers   [0,3 ,7]  mlp ")).toEqual(parse("layers [0, 3, 7] mlp"));
    expect(parse("layers 0 .. 14")).toEqual(parse("layers 0..14"));
  });
});

describe("a text that is no address", () => {
  /** The message, the text with what is to blame between brackets, and the hint. */
  const blame = (text: string): string => {
    const parsed = parseAddress(text);
    if (parsed.ok) throw new Error(`"${text}" is an address`);
    const { message, hint, offset, length } = parsed.error;
    const marked = `${text.slice(0, offset)}>${text.slice(offset, offset + length)}<${text.slice(offset + length)}`;
    return `${marked} | ${message} | ${hint ?? ""}`;
  };

  it("says which word is to blame, and what to write", () => {
    const wrong = [
      "",
      "layres 0..4",
      "lm_head",
      "layer",
      "layer x",
      "layer 0..4",
      "layers",
      "layers 3",
      "layers 3 attn",
      "layers 0-14",
      "layers ..",
      "layers 0..x",
      "layers 0..140%",
      "layers 0..4 step 0",
      "layers 0..4 atn",
      "layers 0..4 attn mlp",
      "layers [0, 3",
      "layers [0, 0]",
      "layers []",
      "embed rows 5..5",
      "embed, head",
      "head attn",
      "layers 0..4 step",
    ];
    expect(wrong.map(blame).join("\n")).toMatchInlineSnapshot(`
      ">< | an address is empty | an address begins with embed, layer, layers, final_norm, head or rest
      >layres< 0..4 | "layres" is no place in a model | did you mean "layers"?
      >lm_head< | "lm_head" is no place in a model | did you mean "head"?
      laye>r< | \`layer\` needs a number | e.g. layer 3, or layer -1 for the last
      layer >x< | \`layer\` needs a number | e.g. layer 3, or layer -1 for the last
      layer 0>..<4 | a range is of \`layers\` | write layers, not layer
      layer>s< | \`layers\` needs a range, a list, or all | e.g. layers 0..14, layers 0%..50%, layers 50%.., layers all
      layers >3< | a range has two dots between its ends | one layer is: layer 3
      layers 3 >attn< | a range has two dots between its ends | one layer is: layer 3
      layers >0-14< | "0-14" is no end of a range | e.g. layers 0..14, layers 0%..50%, layers 50%.., layers all
      layers .>.< | a range needs at least one end | all layers are: layers all
      layers 0..>x< | "x" is no end of a range | e.g. layers 0..14, layers 0%..50%, layers 50%.., layers all
      layers 0..>140%< | 140% is more than the whole model | per cent go from 0% to 100%
      layers 0..4 step >0< | a step is a number from 1 on | e.g. layers 0..28 step 4
      layers 0..4 >atn< | "atn" is no part of a layer | did you mean "attn"?
      layers 0..4 attn >mlp< | "mlp" does not belong here | nothing follows the part of a layer
      layers [0, >3< | the list is not closed | e.g. layers [0, 3, 7]
      layers [0, >0<] | layer 0 stands in the list twice | 
      layers [>]< | a list holds layer numbers | e.g. layers [0, 3, 7]
      embed rows >5<..5 | rows are two numbers, the second larger | e.g. embed rows 0..100
      embed>,< head | "," does not belong here | one address an entry: put them in a list, and quote an address that holds a comma
      head >attn< | "attn" does not belong here | head stands alone
      layers 0..4 ste>p< | a step is a number from 1 on | e.g. layers 0..28 step 4"
    `);
  });

  it("is never taken for one, nor crashes: only what is printed alike is read", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("layers embd019%.,[] -x")) }), (text) => {
        const parsed = parseAddress(text);
        if (parsed.ok) expect(parse(printAddress(parsed.value))).toEqual(parsed.value);
        else expect(parsed.error.offset).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

const index = fc.integer({ min: -99, max: 200 });
const bound: fc.Arbitrary<Bound> = fc.oneof(
  index.map((value) => ({ kind: "index" as const, index: value })),
  fc.integer({ min: 0, max: 1000 }).map((value) => ({ kind: "percent" as const, percent: value / 10 })),
  fc.constant({ kind: "boundary" as const }),
);
const part = fc.record({
  block: fc.constantFrom(null, ...BLOCKS),
  only: fc.constantFrom("all", "bias", "weight"),
});
const layers = fc.oneof(
  fc.constant({ kind: "all" as const }),
  index.map((value) => ({ kind: "one" as const, index: value })),
  fc
    .uniqueArray(index, { minLength: 1, maxLength: 5 })
    .map((indices) => ({ kind: "list" as const, indices })),
  fc
    .record({ from: fc.option(bound), to: fc.option(bound), step: fc.integer({ min: 1, max: 9 }) })
    .filter(({ from, to }) => from !== null || to !== null)
    .map((range) => ({ kind: "range" as const, ...range })),
);
const address: fc.Arbitrary<Address> = fc.oneof(
  fc.constantFrom("final_norm" as const, "head" as const, "rest" as const).map((kind) => ({ kind })),
  fc
    .option(fc.nat(50).chain((from) => fc.integer({ min: from + 1, max: 99 }).map((to) => ({ from, to }))))
    .map((rows) => ({
      kind: "embed" as const,
      rows,
    })),
  fc
    .record({ layers, part: fc.option(part) })
    .filter(({ part: named }) => named === null || named.block !== null || named.only !== "all")
    .map((rest) => ({ kind: "layers" as const, ...rest })),
);

describe("printing", () => {
  it("gives a text that is read as the same address", () => {
    fc.assert(
      fc.property(address, (value) => {
        expect(parse(printAddress(value))).toEqual(value);
      }),
    );
  });
});

describe("a bound", () => {
  it.each(["", "x", "1.5", "50 %", "-5%", "%"])("is not %j", (text) => {
    expect(readBound(text)).toBeNull();
  });
});
