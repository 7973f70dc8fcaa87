import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Card } from "./card.ts";
import type { Item } from "./item.ts";

/** Why names are not subjects of a benchmark; nothing if all are. */
export function checkSubjects(card: Card, subjects: readonly string[]): readonly Diagnostic[] {
  const known = new Set(card.subjects.map(({ id }) => id));
  return subjects
    .filter((subject) => !known.has(subject))
    .map((subject) => ({
      severity: "error",
      code: "unknown-subject",
      message: `benchmark ${card.name} has no subject "${subject}"`,
      hint: `the subjects are in ${card.file}`,
    }));
}

/** The first `limit` items of each subject, in their order: the same ones whichever else is asked. */
export function firstOfEachSubject(items: readonly Item[], limit: number): readonly Item[] {
  const counts = new Map<string, number>();
  return items.filter(({ subject }) => {
    const count = (counts.get(subject) ?? 0) + 1;
    counts.set(subject, count);
    return count <= limit;
  });
}
