import { parseAddress } from "../address/parse-address.ts";
import { printAddress } from "../address/address.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Document } from "../document/document.ts";
import { err, ok, type Result } from "../result.ts";
import { checkStrategy } from "./check.ts";
import { normalizeCompose } from "./normalize-compose.ts";
import { normalizePhases } from "./normalize-phases.ts";
import type { StrategySpec } from "./schema.ts";
import type { Adapt, AddressSettings, DataRules, Strategy, StrategyBoundary } from "./strategy.ts";

/** Fills in all that a strategy file leaves open, and checks what the file can be checked for without a model. */
export function normalizeStrategy(
  spec: StrategySpec & { readonly name: string },
  document: Document,
): Result<Strategy, readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const strategy: Strategy = {
    name: spec.name,
    file: document.file,
    at: document.spanOf(["name"], "key"),
    title: spec.title,
    description: spec.description ?? null,
    phases: normalizePhases(spec, document, problems),
    onChange: spec.on_change ?? { optimizer: "drop", warmup: { kind: "percent", percent: 0 } },
    boundary: readBoundary(spec, document),
    settings: readSettings(spec, document),
    adapt: spec.adapt ? readAdapt(spec.adapt) : null,
    sample: spec.sample ?? null,
    compose: spec.compose ? normalizeCompose(spec.compose, document, problems) : null,
    data: spec.data ? readData(spec.data) : null,
    trainer: spec.trainer ?? {},
    expect: spec.expect
      ? {
          trainable: spec.expect.trainable ?? null,
          layers: spec.expect.layers ?? null,
          at: document.spanOf(["expect"], "key"),
        }
      : null,
  };
  problems.push(...checkStrategy(strategy, spec, document));
  return problems.length > 0 ? err(problems) : ok(strategy);
}

const readAdapt = ({ freeze_below: freezeBelow, ...rest }: NonNullable<StrategySpec["adapt"]>): Adapt => ({
  ...rest,
  freezeBelow,
});

function readBoundary({ boundary }: StrategySpec, document: Document): StrategyBoundary | null {
  if (boundary === undefined) return null;
  const at = document.spanOf(["boundary"]);
  if ("from" in boundary) return { kind: "trace", rule: boundary.rule, between: boundary.between, at };
  return { kind: "static", bound: boundary, at };
}

/** In `settings` the addresses are keys. */
function readSettings(spec: StrategySpec, document: Document): readonly AddressSettings[] {
  return Object.entries(spec.settings ?? {}).map(([key, given]) => {
    const parsed = parseAddress(key);
    if (!parsed.ok) throw new Error(`Internal error: the schema let the address "${key}" pass`);
    const at = document.spanOf(["settings", key], "key");
    const { lr = 1, weight_decay: weightDecay = 1, anchor = 0, lora, expand } = given;
    return {
      address: { text: printAddress(parsed.value), address: parsed.value, at },
      lr,
      weightDecay,
      anchor,
      lora: lora ? { ...lora, alpha: lora.alpha ?? lora.rank } : null,
      copies: expand?.copies ?? 0,
    };
  });
}

function readData(data: NonNullable<StrategySpec["data"]>): DataRules {
  const { mixture = {}, replay, select } = data;
  return {
    mixture: Object.entries(mixture).map(([corpus, { percent }]) => ({ corpus, percent })),
    replay: replay ? { corpus: replay.corpus, percent: replay.share.percent } : null,
    select: select ? { by: select.by, keepPercent: select.keep.percent, prefer: select.prefer } : null,
  };
}
