import { expect, test } from "vitest";
import { resolveProtocol } from "../../../harness/domain/benchmark/protocol.ts";
import { errorOf, protocolOf, readGarden } from "../../fixtures/read-garden.ts";

test("what a request leaves open is as the card's default says", () => {
  const protocol = protocolOf(readGarden(), { shots: 2 });
  expect(protocol).toMatchObject({ id: "letters/logit/2-shot", name: "letters", mode: "logit", shots: 2 });
});

test("the hash is that of the definition: it changes with the words, the shots and the suffix", () => {
  const base = protocolOf(readGarden()).hash;
  expect(
    protocolOf(readGarden((text) => text.replace("title: { en: Garden", "title: { en: Park"))).hash,
  ).toBe(base);
  expect(protocolOf(readGarden(), { shots: 1 }).hash).not.toBe(base);
  expect(protocolOf(readGarden((text) => text.replace("答：", "答: "))).hash).not.toBe(base);
  // The suffix is part of cloze mode only.
  const other = readGarden((text) => text.replace("cloze_suffix: 。", "cloze_suffix: ."));
  expect(protocolOf(other).hash).toBe(base);
  const cloze = { style: "plain", mode: "cloze" } as const;
  expect(protocolOf(other, cloze).hash).not.toBe(protocolOf(readGarden(), cloze).hash);
});

test("all that is wrong with a request is told at once", () => {
  const card = readGarden((text) => text.replace("few_shot_split: dev\n", ""));
  const problems = errorOf(resolveProtocol(card, { style: "offical", mode: "generate", shots: 5 }));
  expect(problems.map(({ message }) => message)).toEqual([
    'benchmark garden has no protocol "offical"; it has letters, plain',
    "benchmark garden has no few_shot_split, so shots must be 0, not 5",
    "generate mode: not built yet",
  ]);
});

test.each([-1, 0.5, Number.NaN])("%d shots are refused", (shots) => {
  expect(errorOf(resolveProtocol(readGarden(), { shots }))[0]?.code).toBe("bad-shots");
});
