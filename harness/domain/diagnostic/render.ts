import stringWidth from "string-width";
import type { Diagnostic, SourceSpan } from "./diagnostic.ts";

/** How diagnostics are shown: the texts of the files that they speak of, and whether the terminal has colours. */
export interface RenderOptions {
  readonly sources: ReadonlyMap<string, string>; // by file, as in SourceSpan.file
  readonly color: boolean;
}

const MAX_COLUMNS = 110;
const PAINT = { bold: "\u001b[1m", red: "\u001b[31m", yellow: "\u001b[33m", dim: "\u001b[2m" } as const;

/**
 * Problems in words for people: place, what is wrong, the line underlined, what to do. In the order of the files
 * (as they first come) and of the lines in them. The text has no newline at its end; it is empty for no problem.
 */
export function renderDiagnostics(list: readonly Diagnostic[], options: RenderOptions): string {
  return inReadingOrder(list)
    .map((diagnostic) => renderOne(diagnostic, options))
    .join("\n");
}

function renderOne(diagnostic: Diagnostic, { sources, color }: RenderOptions): string {
  const paint = (text: string, style: keyof typeof PAINT): string =>
    color ? `${PAINT[style]}${text}\u001b[0m` : text;
  const { at, severity, message, hint } = diagnostic;
  const hue = severity === "error" ? "red" : "yellow";
  const place = at ? `${paint(`${at.file}:${at.line}:${at.column}`, "bold")} ` : "";
  const lines = [`${place}${paint(severity, hue)} ${message}`];
  const line = at && sources.get(at.file)?.split(/\r?\n/)[at.line - 1];
  if (at && line !== undefined) {
    const { shown, indent, mark } = excerpt(line, at);
    const number = String(at.line);
    lines.push(`  ${paint(`${number} |`, "dim")} ${shown}`);
    lines.push(`  ${paint(`${" ".repeat(number.length)} |`, "dim")} ${indent}${paint(mark, hue)}`);
  }
  if (hint !== undefined) lines.push(...hint.split("\n").map((text) => `    ${text}`));
  return lines.join("\n");
}

/** The line, cut around the place if it is long, and an underline that fits wide (Chinese) letters and tabs as well. */
function excerpt(line: string, at: SourceSpan): { shown: string; indent: string; mark: string } {
  const column = Math.min(at.column - 1, line.length);
  const start = line.length > MAX_COLUMNS && column > MAX_COLUMNS / 2 ? column - MAX_COLUMNS / 2 : 0;
  const before = (start > 0 ? "…" : "") + line.slice(start, column);
  const marked = line.slice(column, column + at.length);
  const end = start + MAX_COLUMNS;
  const shown = (start > 0 ? "…" : "") + line.slice(start, end) + (line.length > end ? "…" : "");
  const width = Math.min(stringWidth(marked), Math.max(1, MAX_COLUMNS - before.length));
  return {
    shown,
    indent: before.replace(/[^\t]+/g, (text) => " ".repeat(stringWidth(text))),
    mark: "~".repeat(Math.max(1, width)),
  };
}

function inReadingOrder(list: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = [...new Set(list.map(({ at }) => at?.file ?? ""))];
  const rank = ({ at }: Diagnostic): readonly [number, number, number] => [
    files.indexOf(at?.file ?? ""),
    at?.line ?? 0,
    at?.column ?? 0,
  ];
  return [...list].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
  });
}
