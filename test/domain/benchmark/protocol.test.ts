import { expect, test } from "vitest";
import { checkScored, resolveProtocol } from "../../../harness/domain/benchmark/protocol.ts";
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
    "benchmark garden has no few_shot_split, so shots must be 0, not 5",
    'benchmark garden has no protocol "offical"; it has letters, plain',
  ]);
});

test("a mode that a protocol lacks is refused with those that it has", () => {
  const [problem] = errorOf(resolveProtocol(readGarden(), { mode: "generate" }));
  expect(problem?.message).toBe('protocol "letters" of garden has no generate mode; it has logit');
});

// The garden under the name of an exam has that exam's protocols.
const ceval = readGarden((text) => text.replace("name: garden", "name: ceval"));

test("a protocol with one mode and fixed shots needs neither named", () => {
  expect(protocolOf(ceval, { style: "opencompass:ceval_gen_5f30c7" })).toMatchObject({
    mode: "generate",
    shots: 5,
  });
  expect(protocolOf(ceval, { style: "opencompass:ceval_ppl_578f8d" })).toMatchObject({
    mode: "logit",
    shots: 5,
  });
  expect(protocolOf(ceval, { style: "opencompass:ceval_zero_shot_gen_bd40ef" })).toMatchObject({ shots: 0 });
});

test.each([
  ["llama-factory", 5, "0 shots, not 5: it shuffles the demos anew for every question"],
  ["opencompass:ceval_ppl_578f8d", 0, "5 shots, not 0: its configuration fixes the demos: rows 0 to 4"],
  ["opencompass:ceval_zero_shot_gen_bd40ef", 5, "0 shots, not 5: its configuration has no demos"],
  ["lighteval", 6, "0, 1, 2, 3, 4 or 5 shots, not 6: its sampler takes them from the five rows of dev"],
])("%s with %d shots is refused, and why", (style, shots, words) => {
  const problems = errorOf(resolveProtocol(ceval, { style, shots }));
  expect(problems).toEqual([
    { severity: "error", code: "unknown-shots", message: `protocol "${style}" of ceval has ${words}` },
  ]);
});

test("how a reply is read, what gives way and which average is published are parts of the definition", () => {
  const hashOf = (line: string): string =>
    protocolOf(readGarden((text) => text.replace("strip: none", `strip: none\n    ${line}`))).hash;
  const lines = ["average: micro", "average: macro", "truncation: left-tokens", "extraction: cmmlu-choice"];
  expect(new Set(lines.map(hashOf)).size).toBe(lines.length);
});

test("prompts of generate mode can be shown; scoring them is refused", () => {
  const official = protocolOf(ceval, { style: "official", mode: "generate" });
  expect(checkScored(official).map(({ message }) => message)).toEqual(["generate mode: not built yet"]);
  expect(checkScored(protocolOf(ceval, { style: "official" }))).toEqual([]);
});

test.each([-1, 0.5, Number.NaN])("%d shots are refused", (shots) => {
  expect(errorOf(resolveProtocol(readGarden(), { shots }))[0]?.code).toBe("bad-shots");
});
