import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../result.ts";
import type { Card, Subject } from "./card.ts";
import { letterOf, type Item } from "./item.ts";
import { pythonStrip } from "./python-strip.ts";
import type { Protocol } from "./protocol.ts";
import { fillTemplate } from "./template.ts";

/** An item in words. The exact prompt is `prefix + text`; what is scored is `prefix + text + choices[i]`. */
export interface Prompt {
  readonly item: Item;
  readonly prefix: string; // the head and the demos: the same for all items of a subject
  readonly text: string;
  readonly choices: readonly string[];
}

/** The prompts of items, in their order. `demos` is the few-shot split: the first rows of each subject are taken. */
export function renderPrompts(source: {
  readonly card: Card;
  readonly protocol: Protocol;
  readonly items: readonly Item[];
  readonly demos: readonly Item[];
}): Result<readonly Prompt[], readonly Diagnostic[]> {
  const { card, protocol, items, demos } = source;
  const asked = new Set(items.map((item) => item.subject));
  const problems: Diagnostic[] = [];
  const writers = new Map<string, Writer>();
  for (const subject of card.subjects.filter(({ id }) => asked.has(id))) {
    const rows = demos.filter((demo) => demo.subject === subject.id).slice(0, protocol.shots);
    if (rows.length < protocol.shots)
      problems.push(tooFewDemos(card, protocol.shots, { subject, rows: rows.length }));
    writers.set(subject.id, writer(protocol, subject, rows));
  }
  if (problems.length > 0) return err(problems);
  return ok(
    items.map((item) => {
      const write = writers.get(item.subject);
      if (write === undefined)
        throw new Error(`Internal error: no subject "${item.subject}" in ${card.name}`);
      return write(item);
    }),
  );
}

function tooFewDemos(card: Card, shots: number, found: { subject: Subject; rows: number }): Diagnostic {
  const { subject, rows } = found;
  const message = `${shots} shots asked for, but split "${card.fewShotSplit ?? ""}" of ${card.name} has ${rows} for ${subject.id}`;
  return { severity: "error", code: "too-few-demos", message, hint: `ask for at most ${rows} shots` };
}

type Writer = (item: Item) => Prompt;

/** Renders the shared prefix of a subject once; each item adds its own part. */
function writer(protocol: Protocol, subject: Subject, demos: readonly Item[]): Writer {
  const { style, mode } = protocol;
  const scored = style.scored[mode];
  if (scored === undefined) throw new Error(`Internal error: ${protocol.id} has nothing to score`);
  const names = [
    ["subject_zh", subject.title.zh],
    ["subject_en", subject.title.en],
  ] as const;

  const itemText = (item: Item): string => {
    const options = item.choices.map((option, i) =>
      fillTemplate(
        style.option,
        new Map([
          ["letter", letterOf(i)],
          ["option", option],
        ]),
      ),
    );
    const question = style.strip === "python" ? pythonStrip(item.question) : item.question;
    return fillTemplate(
      style.item,
      new Map([...names, ["question", question], ["options", options.join("\n")]]),
    );
  };
  const continuation = (template: string, choice: { letter: string; option: string }): string =>
    fillTemplate(
      template,
      new Map([
        ["letter", choice.letter],
        ["option", choice.option],
        ["cloze_suffix", protocol.clozeSuffix],
      ]),
    );
  const demoText = (demo: Item): string => {
    const letter = demo.answer;
    const option = demo.choices.find((_, i) => letterOf(i) === letter);
    if (letter === null || option === undefined) throw new Error("Internal error: a demo without an answer");
    return itemText(demo) + continuation(style.answer, { letter, option }) + style.separator;
  };

  const prefix = fillTemplate(style.head, new Map(names)) + demos.map(demoText).join("");
  const lead = demos.length > 0 ? style.lead : "";
  return (item) => ({
    item,
    prefix,
    text: lead + itemText(item),
    choices: item.choices.map((option, i) => continuation(scored, { letter: letterOf(i), option })),
  });
}
