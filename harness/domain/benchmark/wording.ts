import { ok, type Result } from "../result.ts";
import { unreachable } from "../unreachable.ts";
import { letterOf, type Item } from "./item.ts";
import { rewriteCevalForLighteval, tidyForLighteval, type Wording } from "./lighteval-rewrite.ts";
import { pythonStrip } from "./python-strip.ts";
import type { Style } from "./style.ts";
import { fillTemplate } from "./template.ts";

/** An item in a style's words, up to where its answer goes; or why the style leaves this item out. */
export function wordItem(
  style: Style,
  item: Item,
  subjectNames: ReadonlyMap<string, string>,
): Result<string, string> {
  const wording = rewrite(style, item);
  if (!wording.ok) return wording;
  const { question, choices } = wording.value;
  const optionLines = (shown: (option: string, letter: string) => string): string =>
    choices
      .map((option, i) => {
        const letter = letterOf(i);
        return fillTemplate(
          style.option,
          new Map([
            ["letter", letter],
            ["option", shown(option, letter)],
          ]),
        );
      })
      .join("\n");
  const fill = (shownQuestion: string, options: string): string =>
    fillTemplate(style.item, new Map([...subjectNames, ["question", shownQuestion], ["options", options]]));
  if (style.fill === "once")
    return ok(
      fill(
        question,
        optionLines((option) => option),
      ),
    );
  // e.g. `\bar{A}` in a question: its {A} is there when option A is put in, and becomes option A.
  const named = choices.map((option, i) => [letterOf(i), option] as const);
  const inTurn = [["question", question] as const, ...named];
  const open = fill(
    "{question}",
    optionLines((_, letter) => `{${letter}}`),
  );
  return ok(inTurn.reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => value), open));
}

const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, "\n");

function rewrite(style: Style, item: Item): Result<Wording, string> {
  switch (style.rewrite) {
    case "none": {
      const question = style.strip === "python" ? pythonStrip(item.question) : item.question;
      return ok({ question, choices: item.choices });
    }
    case "universal-newlines":
      return ok({
        question: withLineFeeds(item.question),
        choices: item.choices.map(withLineFeeds),
      });
    case "lighteval":
      return ok(tidyForLighteval(item));
    case "lighteval-ceval":
      return rewriteCevalForLighteval(item);
    default:
      return unreachable(style.rewrite);
  }
}
