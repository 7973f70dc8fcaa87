import fc from "fast-check";
import { expect, test } from "vitest";
import { keyOf, letterOf, type Item } from "../../../harness/domain/benchmark/item.ts";
import { renderPrompts } from "../../../harness/domain/benchmark/prompt.ts";
import type { ProtocolRequest } from "../../../harness/domain/benchmark/card-schema.ts";
import { errorOf, itemsOf, protocolOf, readGarden, valueOf } from "../../fixtures/read-garden.ts";

function render(request: Partial<ProtocolRequest>, edit?: (text: string) => string) {
  const card = readGarden(edit);
  const protocol = protocolOf(card, request);
  return renderPrompts({ card, protocol, items: itemsOf(card, "val"), demos: itemsOf(card, "dev") });
}

const prompts = (request: Partial<ProtocolRequest>, edit?: (text: string) => string) =>
  valueOf(render(request, edit)).prompts;

test("prefix and text are the exact prompt: the head, the demos, and the item up to its answer", () => {
  const [, , , crane] = prompts({ shots: 1 });
  expect(crane?.prefix).toBe(
    "关于鸟类（Birds）：\n\n哪种鸟不会飞？\nA) 企鹅\nB) 燕子\nC) 大雁\nD) 麻雀\n答： A\n\n",
  );
  expect(crane?.text).toBe('他说"{question}"是哪种鸟？\nA) 鹤\nB) 鹭\nC) 燕\nD) 雁\n答：');
  expect(crane?.choices).toEqual([" A", " B", " C", " D"]);
});

test("plain style asks with the question itself and scores the options with the card's suffix", () => {
  const [pine] = prompts({ style: "plain", mode: "cloze", shots: 1 });
  expect(pine?.prefix).toBe("哪种树结松子？松树。\n");
  expect(pine?.text).toBe("哪种树四季常青？");
  expect(pine?.choices).toEqual(["松树。", "柳树。", "杨树。", "枫树。"]);
});

test("a style can repeat its head in each demo and set the last item apart, as OpenCompass's ppl prompts do", () => {
  const [pine] = prompts({ shots: 1 }, (text) =>
    text
      .replace(/head: .*/, 'head: ""')
      .replace(/item: .*/, 'item: "关于{subject_zh}\\n{question}\\n{options}\\n答案: \\n"')
      .replace('answer: " {letter}"', 'answer: "{letter}"')
      .replace(/separator: .*/, 'separator: "\\n\\n\\n"')
      .replace(/lead: .*/, 'lead: "\\n\\n"'),
  );
  expect(pine?.prefix).toBe("关于树木\n哪种树结松子？\nA) 松树\nB) 柳树\nC) 杨树\nD) 枫树\n答案: \nA\n\n\n");
  expect(pine?.text).toBe("\n\n关于树木\n哪种树四季常青？\nA) 松树\nB) 柳树\nC) 杨树\nD) 枫树\n答案: \n");
});

test("only lm-eval's way strips the question, and only the question", () => {
  const spaced = (strip: string): string | undefined =>
    prompts({}, (text) => text.replace("strip: none", `strip: ${strip}`))[2]?.text;
  expect(spaced("none")).toMatch(/^ 槐树的花多在何时开？ \n/);
  expect(spaced("python")).toMatch(/^槐树的花多在何时开？\n/);
});

test("a reply is generated after the item and its cue: nothing is scored, and a demo's explanation is shown", () => {
  const [pine] = prompts({ shots: 1, mode: "generate" }, (text) =>
    text
      .replace("answer: answer }", "answer: answer, explanation: explanation }")
      .replace('answer: " {letter}"', 'answer: "{explanation}，所以选{letter}。"')
      .replace("strip: none", 'strip: none\n    cue: "1."\n    extraction: cmmlu-choice'),
  );
  expect(pine?.prefix).toMatch(/枫树\n答：松子是松树的种子，所以选A。\n\n$/);
  expect(pine?.text).toBe("哪种树四季常青？\nA) 松树\nB) 柳树\nC) 杨树\nD) 枫树\n答：1.");
  expect(pine?.choices).toEqual([]);
});

test("what a protocol does not ask is named, with the reason", () => {
  const rendered = valueOf(
    render({}, (text) => text.replace("strip: none", "strip: none\n    rewrite: lighteval-ceval")),
  );
  expect(rendered.prompts.map(({ item: asked }) => keyOf(asked))).toEqual(["trees/1"]);
  expect(rendered.dropped.map(({ item: left, why }) => [keyOf(left), why])).toEqual([
    ["trees/0", "the question has no ____"],
    ["trees/2", "the question has no ____"],
    ["birds/0", "the question has no ____"],
    ["birds/1", "the question has no ____"],
  ]);
});

test("more shots than a subject has rows are refused, for each such subject", () => {
  expect(errorOf(render({ shots: 3 })).map(({ message, hint }) => [message, hint])).toEqual([
    ['3 shots asked for, but split "dev" of garden has 2 for trees', "ask for at most 2 shots"],
    ['3 shots asked for, but split "dev" of garden has 2 for birds', "ask for at most 2 shots"],
  ]);
});

const text = fc.string({ unit: "binary", minLength: 1 });
const item = fc
  .record({
    subject: fc.constantFrom("trees", "birds"),
    question: text,
    choices: fc.array(text, { minLength: 4, maxLength: 4 }),
    answer: fc.constantFrom("A", "B", "C", "D"),
  })
  .map((parts): Item => ({ benchmark: "garden", split: "val", id: "0", cluster: "c", ...parts }));

test("for any items: a subject has one prefix, every prompt holds its question and options, one choice per option", () => {
  const card = readGarden();
  const demos = itemsOf(card, "dev");
  const requests = [{ shots: 2 }, { style: "plain", mode: "cloze", shots: 1 }] as const;
  fc.assert(
    fc.property(fc.array(item, { maxLength: 8 }), fc.constantFrom(...requests), (items, request) => {
      const protocol = protocolOf(card, request);
      const rendered = valueOf(renderPrompts({ card, protocol, items, demos })).prompts;
      expect(rendered.map((prompt) => prompt.item)).toEqual(items);
      const prefixes = new Map(rendered.map(({ item: asked, prefix }) => [asked.subject, prefix]));
      for (const { item: asked, prefix, text: own, choices } of rendered) {
        expect(prefix).toBe(prefixes.get(asked.subject));
        expect(own).toContain(asked.question);
        expect(choices).toEqual(
          asked.choices.map((option, i) => (protocol.mode === "logit" ? ` ${letterOf(i)}` : `${option}。`)),
        );
        if (protocol.mode === "logit")
          for (const option of asked.choices) expect(own).toContain(`) ${option}`);
      }
    }),
  );
});
