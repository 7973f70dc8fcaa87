import stringWidth from "string-width";

/** One column: its heading, and on which side its cells stand. */
export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  /** Where the terminal is too narrow, columns go in this order: 1 first. Those without one always stay. */
  readonly yields?: number;
}

/** Rows as aligned text, two spaces between columns; Chinese characters count as the two cells that they fill. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string {
  const cellWidths = columns.map(({ title }, i) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[i] ?? ""))),
  );
  const kept = keptColumns(columns, cellWidths, width);
  const line = (row: readonly string[]): string =>
    kept
      .map((i) => {
        const cell = row[i] ?? "";
        const gap = " ".repeat((cellWidths[i] ?? 0) - stringWidth(cell));
        return columns[i]?.align === "left" ? cell + gap : gap + cell;
      })
      .join("  ")
      .trimEnd();
  const rule = kept.map((i) => "─".repeat(cellWidths[i] ?? 0)).join("  ");
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join("\n");
}

/** The columns that fit, by their positions. */
function keptColumns(
  columns: readonly Column[],
  cellWidths: readonly number[],
  width: number,
): readonly number[] {
  let kept = columns.map((_column, i) => i);
  const total = (): number => kept.reduce((sum, i) => sum + (cellWidths[i] ?? 0) + 2, -2);
  const yielding = kept
    .filter((i) => columns[i]?.yields !== undefined)
    .sort((a, b) => (columns[a]?.yields ?? 0) - (columns[b]?.yields ?? 0));
  for (const next of yielding) {
    if (total() <= width) break;
    kept = kept.filter((i) => i !== next);
  }
  return kept;
}

/** Cuts a text to a width in terminal cells, with an ellipsis. */
export function fitWidth(text: string, cells: number): string {
  if (stringWidth(text) <= cells) return text;
  let kept = "";
  for (const character of text) {
    if (stringWidth(kept + character) > cells - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
