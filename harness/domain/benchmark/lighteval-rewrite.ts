import { err, ok, type Result } from "../result.ts";
import type { Item } from "./item.ts";
import { pythonStrip, pythonStripEnd } from "./python-strip.ts";

/** What a question says: its own words, and those of its options. */
export type Wording = Pick<Item, "question" | "choices">;

// What lighteval takes for the end of a sentence: Unicode's property, and quotation marks. No commas, no colons.
const ENDINGS = "\\p{Sentence_Terminal}'\"";
const FIRST = new RegExp(`^[${ENDINGS} \\t\\n\\r\\f\\v]+`, "u");
const LAST = new RegExp(`[${ENDINGS}]+$`, "u");
const LAST_OF_LISTED = new RegExp(`[${ENDINGS};]+$`, "u");
const LAST_SPACE = /[ \t\n\r\f\v]+$/;

const BLANK = "____";
const ONLY_MARKS = /^[①②③④⑤⑥]*$/;
// Its adapter takes the words of a language it has not set up, so the comma is not the Chinese one.
const COMMA = ", ";
const CHINESE_ENDING: ReadonlyMap<string, string> = new Map([
  ["?", "？"],
  [".", "。"],
  [",", "，"],
  [":", "："],
]);

/** As lighteval's multiple-choice template writes them: a Chinese mark at the end, the first letter a capital. */
export function tidyForLighteval({ question, choices }: Wording): Wording {
  return { question: tidy(question), choices: choices.map(tidy) };
}

function tidy(text: string): string {
  const trimmed = pythonStripEnd(text);
  const ending = CHINESE_ENDING.get(trimmed.slice(-1));
  const ended = ending === undefined ? trimmed : trimmed.slice(0, -1) + ending;
  const [first = "", ...rest] = ended; // by code points, as Python does
  return first.toUpperCase() + rest.join("");
}

/**
 * A C-Eval question as lighteval asks it: the last blank is cut out and a question mark set at the end; where the
 * options are only marks (①②), the statements that the question lists under them. Says why lighteval has no such
 * question: it drops those, or its adapter fails on them.
 */
export function rewriteCevalForLighteval({ question, choices }: Wording): Result<Wording, string> {
  const blank = question.lastIndexOf(BLANK);
  if (blank < 0) return err(`the question has no ${BLANK}`);
  const stem = question.slice(0, blank).replace(LAST_SPACE, "");
  const rest = pythonStripEnd(question.slice(blank + BLANK.length).replace(FIRST, ""));

  const marks = choices.map(withoutAnd);
  const listed = marks.every((mark) => ONLY_MARKS.test(mark)) ? findListed(rest, marks.join("")) : null;
  if (listed !== null && listed.start !== 0) return err("text stands before the statements that it lists");
  const rewritten =
    listed === null
      ? choices
      : marks.map((mark) => Array.from(mark, (one) => listed.statements.get(one) ?? "").join(COMMA));
  if (ONLY_MARKS.test(withoutAnd(rewritten.join("")))) return err("the options are only marks (①②)");
  const whole = listed !== null || rest === "" ? stem : `${stem} ${rest}`;
  return ok(tidyForLighteval({ question: `${pythonStrip(whole).replace(LAST, "")}？`, choices: rewritten }));
}

const withoutAnd = (option: string): string => pythonStrip(option.replaceAll("和", ""));

/** The statements under each mark, found from the last to the first; null unless all are there, in order. */
function findListed(
  text: string,
  marks: string,
): { readonly start: number; readonly statements: ReadonlyMap<string, string> } | null {
  const statements = new Map<string, string>();
  let end = text.length;
  for (const mark of [...new Set(marks)].sort().reverse()) {
    const start = text.slice(0, end).lastIndexOf(mark);
    if (start < 0) return null;
    const statement = text.slice(start, end).replace(LAST_OF_LISTED, "");
    statements.set(mark, pythonStrip(statement.slice(mark.length)));
    end = start;
  }
  return { start: end, statements };
}
