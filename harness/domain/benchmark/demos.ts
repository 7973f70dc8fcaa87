import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../result.ts";
import type { Card, Subject } from "./card.ts";
import { keyOf, type Item } from "./item.ts";
import type { Protocol } from "./protocol.ts";
import { placeholdersOf } from "./template.ts";
import { wordItem } from "./wording.ts";

/** The demos of a subject in the order in which they are shown, from the rows of the few-shot split. */
export function chooseDemos(source: {
  readonly card: Card;
  readonly protocol: Protocol;
  readonly subject: Subject;
  readonly rows: readonly Item[];
}): Result<readonly Item[], Diagnostic> {
  const { card, protocol, subject } = source;
  const { shots, style } = protocol;
  if (shots === 0) return ok([]);
  const rows = source.rows.filter((row) => row.subject === subject.id);
  const split = `split "${card.fewShotSplit ?? ""}" of ${card.name}`;
  const problem = (code: string, message: string, hint: string): Result<never, Diagnostic> =>
    err({ severity: "error", code, message, hint });
  // A list may be shorter than what is asked: lighteval drops a demo that it can't rewrite.
  const listed = style.demos === "first" ? [...rows.keys()] : style.demos.rows[subject.id];
  if (listed === undefined) {
    return problem(
      "unknown-demos",
      `protocol "${protocol.name}" lists no demos for ${subject.id}`,
      "ask for 0 shots",
    );
  }
  const chosen = listed.slice(0, shots).flatMap((row) => rows.slice(row, row + 1));
  const wanted = style.demos === "first" ? shots : Math.min(shots, listed.length);
  if (chosen.length < wanted) {
    const message = `${shots} shots asked for, but ${split} has ${rows.length} for ${subject.id}`;
    return problem("too-few-demos", message, `ask for at most ${rows.length} shots`);
  }
  const explains = placeholdersOf(style.answer).includes("explanation");
  if (explains && chosen.some((demo) => demo.explanation === undefined)) {
    const message = `protocol "${protocol.name}" shows explanations, and ${split} has none for ${subject.id}`;
    return problem("no-explanations", message, `ask for 0 shots, or name the column in ${card.file}`);
  }
  for (const demo of chosen) {
    const words = wordItem(style, demo, new Map());
    if (words.ok) continue;
    const message = `protocol "${protocol.name}" can't show ${keyOf(demo)} as a demo: ${words.error}`;
    return problem("dropped-demo", message, "ask for fewer shots");
  }
  return ok(chosen);
}
