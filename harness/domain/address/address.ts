/** The parts of a decoder layer that an address can name. Those on the right of a block stand inside it. */
export const BLOCKS = [
  "attn", // q, k, v, o and qk_norm
  "mlp", // gate, up, down
  "norm", // the layer norms; those inside attention are qk_norm
  "qk_norm",
  "q",
  "k",
  "v",
  "o",
  "gate",
  "up",
  "down",
] as const;
type Block = (typeof BLOCKS)[number];

/** Which tensors of a layer: those of one block (or of all), and of these all, only the biases, or only the weights. */
export interface Part {
  readonly block: Block | null;
  readonly only: "all" | "bias" | "weight";
}

/** One end of a range of layers. A negative index counts from the end; `boundary` is the strategy's own. */
export type Bound =
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "percent"; readonly percent: number }
  | { readonly kind: "boundary" };

/** Some layers of a model whose depth is not known yet. A range is half-open: `0..14` ends with layer 13. */
export type LayerSet =
  | { readonly kind: "all" }
  | { readonly kind: "one"; readonly index: number }
  | { readonly kind: "list"; readonly indices: readonly number[] }
  | { readonly kind: "range"; readonly from: Bound | null; readonly to: Bound | null; readonly step: number };

/** A logical place in any model. */
export type Address =
  | { readonly kind: "embed"; readonly rows: { readonly from: number; readonly to: number } | null }
  | { readonly kind: "final_norm" }
  | { readonly kind: "head" }
  | { readonly kind: "rest" } // all that no other address of the strategy names
  | { readonly kind: "layers"; readonly layers: LayerSet; readonly part: Part | null };

/** The address as one writes it; parsing it again gives the same address. */
export function printAddress(address: Address): string {
  switch (address.kind) {
    case "embed":
      return address.rows ? `embed rows ${address.rows.from}..${address.rows.to}` : "embed";
    case "final_norm":
    case "head":
    case "rest":
      return address.kind;
    case "layers": {
      const part = address.part ? ` ${printPart(address.part)}` : "";
      return `${printLayers(address.layers)}${part}`;
    }
  }
}

/** e.g. "attn", "bias", "q weight". */
export function printPart({ block, only }: Part): string {
  return [block, only === "all" ? null : only].filter((word) => word !== null).join(" ");
}

/** e.g. "14", "50%", "boundary". */
export function printBound(bound: Bound): string {
  switch (bound.kind) {
    case "index":
      return String(bound.index);
    case "percent":
      return `${bound.percent}%`;
    case "boundary":
      return "boundary";
  }
}

function printLayers(layers: LayerSet): string {
  switch (layers.kind) {
    case "all":
      return "layers all";
    case "one":
      return `layer ${layers.index}`;
    case "list":
      return `layers [${layers.indices.join(", ")}]`;
    case "range": {
      const ends = [layers.from, layers.to].map((bound) => (bound ? printBound(bound) : ""));
      return `layers ${ends.join("..")}${layers.step === 1 ? "" : ` step ${layers.step}`}`;
    }
  }
}
