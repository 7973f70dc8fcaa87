import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import type { Document, DocumentPath } from "../document/document.ts";
import type { WrittenAddress } from "./fields.ts";
import type { StrategySpec } from "./schema.ts";
import type { Compose, PlacedAddress, Segment } from "./strategy.ts";

type ComposeSpec = NonNullable<StrategySpec["compose"]>;
type SegmentSpec = ComposeSpec["segments"][number];

/** Fills in a hybrid's declaration. */
export function normalizeCompose(spec: ComposeSpec, document: Document, problems: Diagnostic[]): Compose {
  return {
    layers: spec.layers ?? null,
    segments: spec.segments.map((segment, index) =>
      normalizeSegment(segment, { document, path: ["compose", "segments", index] }, problems),
    ),
    embed: spec.embed,
    finalNorm: spec.final_norm,
    head: spec.head,
    tokenizer: spec.tokenizer,
    adapters: spec.adapters,
  };
}

function normalizeSegment(
  spec: SegmentSpec,
  { document, path }: { readonly document: Document; readonly path: DocumentPath },
  problems: Diagnostic[],
): Segment {
  const place = (key: "layers" | "source", { text, address }: WrittenAddress): PlacedAddress => {
    const at = document.spanOf([...path, key]);
    if (address.kind !== "layers" || address.part !== null) {
      const hint = "e.g. layers 0%..50%";
      const message = `compose: a segment consists of whole layers, not of \`${text}\``;
      problems.push(makeError({ code: "bad-segment", message, hint, at }));
    }
    return { text, address, at };
  };
  const isNew = spec.from === "scratch";
  for (const key of ["init", "source"] as const) {
    if (spec[key] === undefined || isNew === (key === "init")) continue;
    const message = `compose: \`${key}\` has no meaning with \`from: ${typeof spec.from === "string" ? spec.from : "blend"}\``;
    problems.push(makeError({ code: "bad-segment", message, at: document.spanOf([...path, key], "key") }));
  }
  const layers = place("layers", spec.layers);
  return {
    from: spec.from,
    layers,
    source: spec.source ? place("source", spec.source) : layers,
    repeat: spec.repeat,
    scale: spec.scale,
    dtype: spec.dtype,
    init: isNew ? (spec.init ?? { std: 0.02, seed: "run" }) : null,
  };
}
