import type { StackRow } from "../../harness/domain/report/report.ts";

/** One horizontal band of the layer stack: an embedding, a layer with its parts side by side, a norm, a head. */
export interface Band {
  readonly label: string; // e.g. "embed" or "layer 3"
  readonly layer: number | null;
  readonly parts: readonly StackRow[];
}

/** The rows of a resolved strategy as bands, in model order: parts of one layer share a band. */
export function bandsOf(rows: readonly StackRow[]): readonly Band[] {
  const bands: { label: string; layer: number | null; parts: StackRow[] }[] = [];
  for (const row of rows) {
    const found = /^layer (\d+)\b/.exec(row.address);
    const label = found?.[0] ?? row.address;
    const last = bands.at(-1);
    if (last?.label === label) last.parts.push(row);
    else bands.push({ label, layer: found === null ? null : Number(found[1]), parts: [row] });
  }
  return bands;
}

/** The state of a whole band. */
export function bandState(band: Band): "trained" | "frozen" | "mixed" {
  const trained = band.parts.filter(({ state }) => state === "trained").length;
  if (trained === 0) return "frozen";
  return trained === band.parts.length ? "trained" : "mixed";
}
