import type { Address, Bound } from "../address/address.ts";
import type { SourceSpan } from "../diagnostic/diagnostic.ts";
import type { Amount, Percent, Tolerance } from "../document/quantity.ts";
import type { Json } from "../json.ts";

/** A text in both languages of the project. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** An address and where it stands in its file. */
export interface PlacedAddress {
  readonly address: Address;
  readonly text: string; // in the canonical spelling
  readonly at: SourceSpan;
}

/** What trains and what stays, up to a point of the budget. A static strategy has one phase, until 100 %. */
export interface Phase {
  readonly until: Amount;
  readonly train: readonly PlacedAddress[]; // empty only with `train: none`, or where a sample draws what trains
  readonly freeze: readonly PlacedAddress[];
  readonly at: SourceSpan;
}

/** What `boundary` stands for in ranges of layers. */
export type StrategyBoundary =
  | { readonly kind: "static"; readonly bound: Bound; readonly at: SourceSpan }
  | {
      readonly kind: "trace";
      readonly rule: "max_S" | "task_particle" | "vulnerable_layer" | "top_k";
      readonly between: { readonly from: number; readonly to: number }; // in per cent of the depth
      readonly at: SourceSpan;
    };

/** Low-rank adapters beside frozen weights. */
interface Lora {
  readonly rank: number;
  readonly alpha: number;
  readonly dropout: number;
}

/** How the weights at one address are trained, other than the profile's budget says. */
export interface AddressSettings {
  readonly address: PlacedAddress;
  readonly lr: number; // a factor
  readonly weightDecay: number; // a factor
  readonly anchor: number; // strength of the L2 pull to the start
  readonly lora: Lora | null;
  readonly copies: number; // new layers after each of these (LLaMA-Pro)
}

/** A rule that freezes during training. */
export interface Adapt {
  readonly every: Amount;
  readonly measure: "grad_norm" | "trace";
  readonly freezeBelow: number;
  readonly hysteresis: number;
  readonly monotone: boolean;
}

/** Layers drawn at random during training (LISA). */
interface Sample {
  readonly layers: number;
  readonly every: Amount;
  readonly seed: "run" | number;
  readonly state: "drop" | "keep";
}

/** What happens to the optimizer when the trained set changes. */
interface OnChange {
  readonly optimizer: "keep" | "drop" | "reset_changed" | "reset";
  readonly warmup: Amount;
}

/** Where weights come from: "base", "donor a", "scratch", or a place between two donors. */
type WeightSource =
  | string
  | {
      readonly blend: readonly [string, string];
      readonly second: Percent;
      readonly method: "linear" | "slerp";
    };

/** One segment of a hybrid. */
export interface Segment {
  readonly from: WeightSource;
  readonly layers: PlacedAddress;
  readonly source: PlacedAddress;
  readonly repeat: number;
  readonly scale: Readonly<Record<string, number>>;
  readonly dtype: "keep" | "fp32" | "bf16";
  readonly init: { readonly std: number; readonly seed: "run" | number } | null; // null unless from scratch
}

/** A hybrid: which model's modules stand where. */
export interface Compose {
  readonly layers: number | null; // null is as many as the base has
  readonly segments: readonly Segment[];
  readonly embed: WeightSource;
  readonly finalNorm: WeightSource;
  readonly head: WeightSource; // or "tied"
  readonly tokenizer: string;
  readonly adapters: readonly {
    readonly at: Bound;
    readonly kind: "linear" | "residual";
    readonly init: { readonly std: number; readonly seed: "run" | number };
  }[];
}

/** Mixture, replay and selection of training text. Shares in per cent. */
export interface DataRules {
  readonly mixture: readonly { readonly corpus: string; readonly percent: number }[];
  readonly replay: { readonly corpus: string; readonly percent: number } | null;
  readonly select: {
    readonly by: "perplexity" | { readonly column: string } | { readonly classifier: string };
    readonly keepPercent: number;
    readonly prefer: "low" | "high" | "middle";
  } | null;
}

/** What the author expects of the resolved strategy: checked before anything starts. */
interface Expectation {
  readonly trainable: Tolerance | null;
  readonly layers: Tolerance | null;
  readonly at: SourceSpan;
}

/** A strategy with nothing left open: one arm, after `extends` and `matrix`. It knows no model yet. */
export interface Strategy {
  readonly name: string; // e.g. "boundary-sweep-25pct"
  readonly file: string;
  readonly at: SourceSpan;
  readonly title: Bilingual;
  readonly description: Bilingual | null;
  readonly phases: readonly Phase[];
  readonly onChange: OnChange;
  readonly boundary: StrategyBoundary | null;
  readonly settings: readonly AddressSettings[];
  readonly adapt: Adapt | null;
  readonly sample: Sample | null;
  readonly compose: Compose | null;
  readonly data: DataRules | null;
  readonly trainer: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;
  readonly expect: Expectation | null;
}

/** What names a strategy and does not change what it does. */
const WORDS: readonly string[] = [
  "name",
  "file",
  "title",
  "description",
] satisfies readonly (keyof Strategy)[];

/** What a strategy does, without its name, words and places in files: for hashing, and for the run's page. */
export function strategySpec(strategy: Strategy): Json {
  return plain(Object.fromEntries(Object.entries(strategy).filter(([key]) => !WORDS.includes(key))));
}

/** Addresses become their text; where things stand in a file is left out. */
function plain(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) {
    if ("address" in value && "text" in value && typeof value.text === "string") return value.text;
    const entries = Object.entries(value).filter(([key, inner]) => !(key === "at" && isSpan(inner)));
    return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return null;
}

const isSpan = (value: unknown): boolean => typeof value === "object" && value !== null && "column" in value;
