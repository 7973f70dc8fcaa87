import stringWidth from "string-width";

/** Breaks a text into lines of at most so many cells, at blanks and between Chinese characters; later lines are indented. */
export function wrapText(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(PIECES) ?? []) {
    const start = lines.length === 0 ? "" : indent;
    if (line !== "" && stringWidth(start + line + piece.trimEnd()) > width) {
      lines.push(start + line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, (lines.length === 0 ? "" : indent) + line.trimEnd()].join("\n");
}

/** A Chinese character with the punctuation that may not begin a line, or a word with its blanks. */
const PIECES = /\p{Script=Han}[，。；：、！？）”]*\s*|[^\s\p{Script=Han}]+\s*|\s+/gu;
