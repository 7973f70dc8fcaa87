import { describe, expect, test } from "vitest";
import { isLmEvalLine, lmEvalTask, readLmEvalLine } from "../../../harness/app/import/lm-eval-line.ts";
import { errorOf, readGarden, valueOf } from "../../fixtures/read-garden.ts";

const task = { benchmark: "garden", subject: "trees" };
/** As lm-eval writes a multiple-choice sample: numbers as texts, the target as an index or a letter. */
const sample = {
  doc_id: 3,
  doc: { id: 17, question: "?", A: "a", B: "b" },
  target: "1",
  arguments: {},
  resps: [[["-2.5", "False"]], [["-1.25", "True"]]],
  filtered_resps: [
    ["-2.5", "False"],
    ["-1.25", "True"],
  ],
  acc: 1.0,
  acc_norm: 1.0,
};

describe("a multiple-choice sample", () => {
  test("gives log-probabilities, prediction and answer", () => {
    expect(valueOf(readLmEvalLine(sample, task))).toMatchObject({
      ...task,
      id: "17",
      logprobs: [-2.5, -1.25],
      prediction: "B",
      answer: "B",
      correct: 1,
      protocol: "lm-eval",
      mode: "logit",
      shots: null,
    });
  });

  test("without an id of its own has the number of the document; a letter is a target as well", () => {
    const line = readLmEvalLine({ ...sample, doc: { Question: "?" }, target: "A", acc: 0 }, task);
    expect(valueOf(line)).toMatchObject({ id: "3", answer: "A", correct: 0 });
  });

  test("that can't be read says why", () => {
    const why = (changes: object) => errorOf(readLmEvalLine({ ...sample, ...changes }, task)).join();
    expect(why({ target: "7" })).toContain('"target"');
    for (const first of ["nan", "-inf", "", null]) {
      expect(
        why({
          filtered_resps: [
            [first, "False"],
            ["-1", "True"],
          ],
        }),
      ).toContain("not a finite number");
    }
    expect(why({ acc: 0.5 })).toContain('"acc"');
    expect(why({ acc: undefined })).toContain("neither");
  });
});

test("a generated answer is a letter, or none could be read", () => {
  const generated = (response: unknown) => ({
    ...sample,
    filtered_resps: [response],
    acc: undefined,
    exact_match: 0,
  });
  const read = (response: unknown) => valueOf(readLmEvalLine(generated(response), task));
  expect(read("(C)")).toMatchObject({ prediction: "C", mode: "generate", logprobs: [], correct: 0 });
  expect(read(["D"]).prediction).toBe("D");
  expect(read("[invalid]").prediction).toBeNull();
});

test("the file's name says which benchmark and subject", () => {
  const cards = [readGarden()];
  const of = (file: string) => lmEvalTask(file, cards);
  expect(of("out/model/samples_garden-valid_trees_2026-01-02T03-04-05.678901.jsonl")).toEqual(task);
  expect(of("samples_garden_birds.jsonl")).toEqual({ benchmark: "garden", subject: "birds" });
  expect(of("samples_garden_stones_2026-01-02T03-04-05.jsonl")).toBeNull();
  expect(of("samples_mmlu_trees.jsonl")).toBeNull();
  expect(of("results.jsonl")).toBeNull();
});

test("a line is lm-eval's by its fields", () => {
  expect(isLmEvalLine(sample)).toBe(true);
  expect([{ doc_id: 1 }, null, 3, "doc_id"].map(isLmEvalLine)).toEqual([false, false, false, false]);
});
