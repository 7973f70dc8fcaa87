import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../result.ts";
import type { Card, Subject } from "./card.ts";
import { chooseDemos } from "./demos.ts";
import { letterOf, type Item } from "./item.ts";
import type { Protocol } from "./protocol.ts";
import { fillTemplate } from "./template.ts";
import { wordItem } from "./wording.ts";

/** An item in words. The exact prompt is `prefix + text`; what is scored is `prefix + text + choices[i]`. */
export interface Prompt {
  readonly item: Item;
  readonly prefix: string; // the head and the demos: the same for all items of a subject
  readonly text: string;
  readonly choices: readonly string[]; // none where a reply is generated
}

/** An item that a protocol does not ask, and why. */
export interface DroppedItem {
  readonly item: Item;
  readonly why: string; // e.g. "the question has no ____"
}

/** The prompts of items, in their order, and the items that the protocol leaves out. */
export interface RenderedPrompts {
  readonly prompts: readonly Prompt[];
  readonly dropped: readonly DroppedItem[];
}

/** Puts items into a protocol's words. `demos` is the few-shot split: the protocol takes its rows of each subject. */
export function renderPrompts(source: {
  readonly card: Card;
  readonly protocol: Protocol;
  readonly items: readonly Item[];
  readonly demos: readonly Item[];
}): Result<RenderedPrompts, readonly Diagnostic[]> {
  const { card, protocol, items, demos: rows } = source;
  const asked = new Set(items.map((item) => item.subject));
  const problems: Diagnostic[] = [];
  const writers = new Map<string, Writer>();
  for (const subject of card.subjects.filter(({ id }) => asked.has(id))) {
    const demos = chooseDemos({ card, protocol, subject, rows });
    if (demos.ok) writers.set(subject.id, writer(protocol, subject, demos.value));
    else problems.push(demos.error);
  }
  if (problems.length > 0) return err(problems);
  const prompts: Prompt[] = [];
  const dropped: DroppedItem[] = [];
  for (const item of items) {
    const write = writers.get(item.subject);
    if (write === undefined) throw new Error(`Internal error: no subject "${item.subject}" in ${card.name}`);
    const prompt = write(item);
    if (prompt.ok) prompts.push(prompt.value);
    else dropped.push({ item, why: prompt.error });
  }
  return ok({ prompts, dropped });
}

type Writer = (item: Item) => Result<Prompt, string>;

interface Choice {
  readonly letter: string;
  readonly option: string;
}

/** Renders the shared prefix of a subject once; each item adds its own part. */
function writer(protocol: Protocol, subject: Subject, demos: readonly Item[]): Writer {
  const { style, mode } = protocol;
  const scored = mode === "generate" ? null : style.scored[mode];
  if (scored === undefined) throw new Error(`Internal error: ${protocol.id} has nothing to score`);
  const names = new Map([
    ["subject_zh", subject.title.zh],
    ["subject_en", subject.title.en],
  ]);

  const choiceText = (template: string, item: Item, { letter, option }: Choice): string =>
    fillTemplate(
      template,
      new Map([
        ["letter", letter],
        ["option", option],
        ["explanation", item.explanation ?? ""],
        ["cloze_suffix", protocol.clozeSuffix],
      ]),
    );
  const demoText = (demo: Item): string => {
    const letter = demo.answer;
    const option = demo.choices.find((_, i) => letterOf(i) === letter);
    if (letter === null || option === undefined) throw new Error("Internal error: a demo without an answer");
    const text = wordItem(style, demo, names);
    if (!text.ok) throw new Error(`Internal error: a demo that ${protocol.name} drops: ${text.error}`);
    return text.value + choiceText(style.answer, demo, { letter, option }) + style.separator;
  };

  const prefix = fillTemplate(style.head, names) + demos.map(demoText).join("");
  const lead = demos.length > 0 ? style.lead : "";
  return (item) => {
    const text = wordItem(style, item, names);
    if (!text.ok) return text;
    const choices =
      scored === null
        ? []
        : item.choices.map((option, i) => choiceText(scored, item, { letter: letterOf(i), option }));
    return ok({ item, prefix, text: lead + text.value + style.cue, choices });
  };
}
