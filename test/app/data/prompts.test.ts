import path from "node:path";
import { expect, test } from "vitest";
import { listPrompts } from "../../../harness/app/data/prompts.ts";
import { gardenData, writeFiles } from "../../fixtures/garden.ts";
import { makeGarden } from "../../fixtures/garden-folder.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";

const garden = makeGarden();
writeFiles(path.join(garden.data, "garden"), gardenData);
const list = (wanted: Partial<Parameters<typeof listPrompts>[1]>) =>
  listPrompts(garden.files, {
    benchmark: "garden",
    protocol: {},
    split: undefined,
    subjects: null,
    ...wanted,
  });

test("a line has the exact prompt, what is scored after it, and the answer", async () => {
  const { rows } = valueOf(await list({ subjects: ["birds"] }));
  expect(rows).toHaveLength(2);
  expect(rows[0]).toEqual({
    benchmark: "garden",
    protocol: "letters",
    mode: "logit",
    shots: 0,
    split: "val",
    subject: "birds",
    id: "0",
    prompt: '关于鸟类（Birds）：\n\n他说"{question}"是哪种鸟？\nA) 鹤\nB) 鹭\nC) 燕\nD) 雁\n答：',
    choices: [" A", " B", " C", " D"],
    answer: "C",
  });
});

test("prompts of generate mode can be listed; nothing is scored after them", async () => {
  const exam = makeGarden((text) => text.replace("strip: none", "strip: none\n    extraction: cmmlu-choice"));
  writeFiles(path.join(exam.data, "garden"), gardenData);
  const wanted = {
    benchmark: "garden",
    protocol: { mode: "generate" },
    split: undefined,
    subjects: ["birds"],
  } as const;
  const { rows } = valueOf(await listPrompts(exam.files, wanted));
  expect(rows.map(({ mode, choices }) => [mode, choices])).toEqual([
    ["generate", []],
    ["generate", []],
  ]);
});

test("an unlabelled split can be shown, with shots too; its answers are null", async () => {
  const { rows } = valueOf(await list({ split: "test", protocol: { shots: 2 } }));
  expect(rows.map(({ answer, shots }) => [answer, shots])).toEqual([
    [null, 2],
    [null, 2],
  ]);
  expect(rows[0]?.prompt).toContain("哪种树结松子？");
});

test.each([
  [{ benchmark: "meadow" }, ["unknown-benchmark"]],
  [{ split: "train", protocol: { style: "official" } }, ["unknown-protocol", "unknown-split"]],
  [{ subjects: ["fish"] }, ["unknown-subject"]],
  [{ protocol: { shots: 9 } }, ["too-few-demos", "too-few-demos"]],
  [{ split: "dev", protocol: { shots: 1 } }, ["demos-from-scored-split"]],
] as const)("%j is refused", async (wanted, codes) => {
  expect(errorOf(await list(wanted)).map(({ code }) => code)).toEqual(codes);
});
