/** How a verdict is drawn: colour, sign and short word. Whatever claims nothing of a difference is undecided. */
export type VerdictTone = "better" | "worse" | "better-here" | "worse-here" | "equivalent" | "open";

interface ToneForm {
  readonly sign: string;
  readonly flipped: VerdictTone;
}

/** Full signs hold for other questions of the kind, hollow ones only for these. */
const FORMS: Readonly<Record<VerdictTone, ToneForm>> = {
  better: { sign: "▲", flipped: "worse" },
  worse: { sign: "▼", flipped: "better" },
  "better-here": { sign: "△", flipped: "worse-here" },
  "worse-here": { sign: "▽", flipped: "better-here" },
  equivalent: { sign: "=", flipped: "equivalent" },
  open: { sign: "?", flipped: "open" },
};

/** The tone of a verdict's kind, from A's side, e.g. "inconclusive" -> "open". */
export const toneOf = (kind: string): VerdictTone => (isTone(kind) ? kind : "open");

const isTone = (kind: string): kind is VerdictTone => Object.hasOwn(FORMS, kind);

/** The tone seen from the other side. */
export const flippedTone = (tone: VerdictTone): VerdictTone => FORMS[tone].flipped;

/** The sign that stands beside the word, so that colour is never the only one. */
export const signOf = (tone: VerdictTone): string => FORMS[tone].sign;
