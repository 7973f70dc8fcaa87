import { z } from "zod";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import type { Document } from "../document/document.ts";
import { isRecord } from "../document/overlay.ts";
import { validate } from "../document/validate.ts";
import { err, ok, type Result } from "../result.ts";
import { strategySchema, type StrategySpec } from "./schema.ts";
import { usedKeys, type Bindings, type Scalar } from "./substitute.ts";

type Matrix = NonNullable<StrategySpec["matrix"]>;

const MAX_ARMS = 10_000;
const onlyMatrix = z.object({ matrix: strategySchema.shape.matrix });

/** The arms of a strategy file, in the matrix's order (the last key varies fastest); one without values if it has none. */
export function expandMatrix(document: Document): Result<readonly Bindings[], readonly Diagnostic[]> {
  if (!isRecord(document.value) || document.value["matrix"] === undefined) return ok([new Map()]);
  const read = validate(document, onlyMatrix);
  if (!read.ok) return read;
  const matrix: Matrix = read.value.matrix ?? {};
  const problems: Diagnostic[] = [];
  const used = usedKeys({ ...document.value, matrix: null });
  let arms: readonly Bindings[] = [new Map()];
  for (const [key, given] of Object.entries(matrix)) {
    const at = document.spanOf(["matrix", key], "key");
    if (!used.has(key)) {
      const hint = `write \${${key}} where the value belongs`;
      problems.push(
        makeError({ code: "unused-matrix-key", message: `matrix.${key} is never used`, hint, at }),
      );
    }
    const values = Array.isArray(given) ? given : spread(given);
    if (values === null) {
      const hint = "e.g. { from: 10%, to: 90%, step: 10% }";
      const message = `matrix.${key}: from, to and step are all numbers, or all per cent, and lead from the first to the last`;
      problems.push(makeError({ code: "bad-matrix", message, hint, at }));
      continue;
    }
    if (new Set(values.map(String)).size < values.length) {
      problems.push(makeError({ code: "bad-matrix", message: `matrix.${key} has a value twice`, at }));
    }
    if (arms.length * values.length > MAX_ARMS) {
      const message = `the matrix makes more than ${MAX_ARMS} strategies`;
      return err([makeError({ code: "bad-matrix", message, at: document.spanOf(["matrix"], "key") })]);
    }
    arms = arms.flatMap((arm) => values.map((value) => new Map([...arm, [key, value]])));
  }
  return problems.length > 0 ? err(problems) : ok(arms);
}

/** Evenly spaced values, both ends included; null if the three do not fit together. */
function spread({
  from,
  to,
  step,
}: {
  from: string | number;
  to: string | number;
  step: string | number;
}): readonly Scalar[] | null {
  const [start, end, stride] = [readEnd(from), readEnd(to), readEnd(step)];
  if (!start || !end || !stride || start.unit !== end.unit || start.unit !== stride.unit) return null;
  const count = (end.value - start.value) / stride.value;
  if (!(stride.value > 0) || count < 0) return null;
  return Array.from({ length: Math.min(MAX_ARMS, Math.floor(count + 1e-9)) + 1 }, (_, index) => {
    const value = Number((start.value + index * stride.value).toPrecision(12)); // 0.1 + 0.2 is 0.3 here
    return start.unit === "%" ? `${value}%` : value;
  });
}

function readEnd(text: string | number): { readonly value: number; readonly unit: "" | "%" } | null {
  const [, value, unit] = /^(-?\d+(?:\.\d+)?)\s*(%?)$/.exec(String(text)) ?? [];
  return value === undefined ? null : { value: Number(value), unit: unit === "%" ? "%" : "" };
}

/** An arm's part of a name: `25%` gives `25pct`, `{ boundary: 25%, part: attn }` gives `25pct-attn`. */
export function armSuffix(arm: Bindings): string {
  return [...arm.values()]
    .map((value) =>
      String(value)
        .toLowerCase()
        .replace(/^-/, "minus-")
        .replaceAll("%", "pct")
        .replace(/[^a-z0-9.]+/g, "-")
        .replace(/^[-.]+|[-.]+$/g, ""),
    )
    .join("-");
}

/** An arm's values for people, e.g. "boundary 25%". */
export const armWords = (arm: Bindings): string =>
  [...arm].map(([key, value]) => `${key} ${value}`).join(", ");
