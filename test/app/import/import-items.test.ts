import path from "node:path";
import { expect, test } from "vitest";
import { importItems, type ImportRequest } from "../../../harness/app/import/import-items.ts";
import { gardenCard, gardenData, writeFiles } from "../../fixtures/garden.ts";
import { makeGarden } from "../../fixtures/garden-folder.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";

const RIGHT = { "trees/0": "A", "trees/1": "A", "trees/2": "B", "birds/0": "C", "birds/1": "B" } as const;

/** All five questions of the garden's val, each answered A. */
function lines(changes: Readonly<Record<string, object>> = {}): string {
  return Object.entries(RIGHT)
    .map(([key, answer]) => {
      const [subject, id] = key.split("/");
      const line = {
        benchmark: "garden",
        subject,
        id,
        prediction: "A",
        answer,
        correct: answer === "A" ? 1 : 0,
      };
      return JSON.stringify({ ...line, ...changes[key] });
    })
    .join("\n");
}

function garden({ hasData = true, edit = (text: string) => text } = {}) {
  const made = makeGarden(() => edit(gardenCard()));
  if (hasData) writeFiles(path.join(made.data, "garden"), gardenData);
  return (text: string, changes: Partial<ImportRequest> = {}) =>
    importItems(made.files, {
      label: "peer",
      files: [{ file: "peer.jsonl", text }],
      defaults: { split: null, protocol: "official", shots: 0 },
      ...changes,
    });
}

test("items are those of the benchmark's data, with its clusters, and scored as our own are", async () => {
  const { evaluations, warnings } = valueOf(await garden()(lines()));
  expect(warnings).toEqual([]);
  expect(evaluations).toHaveLength(1);
  expect(evaluations[0]).toMatchObject({
    benchmark: "garden",
    split: "val",
    protocol: "official",
    mode: "logit",
    shots: 0,
  });
  expect(evaluations[0]?.items[4]).toMatchObject({
    subject: "birds",
    id: "1",
    cluster: "birds",
    numChoices: 4,
    correct: 0,
  });
  const micro = evaluations[0]?.scores.find(({ average }) => average === "micro");
  expect(micro).toMatchObject({ n: 5, value: 0.4, normalisation: "raw", chance: 0.25 });
});

test("a question that is not there, another right answer and a contradiction are told together", async () => {
  const text = lines({
    "trees/0": { id: "99" },
    "trees/1": { answer: "D", correct: 0 },
    "birds/0": { correct: 1 },
  });
  const { problems } = errorOf(await garden()(text));
  expect(problems.map(({ at, message }) => [at?.line, message])).toEqual([
    [1, "garden has no question trees/99"],
    [2, "the right answer of trees/1 is A, not D"],
    [4, '"correct" is 1, which prediction A and answer C do not make'],
  ]);
});

test("part of the questions, and shots that nobody said, are remarked on", async () => {
  const [first = ""] = lines().split("\n");
  const { warnings } = valueOf(
    await garden()(first, { defaults: { split: null, protocol: "official", shots: null } }),
  );
  expect(warnings.map(({ message }) => message)).toEqual([
    "garden: the lines do not say how many worked examples were shown; 0 is taken",
    'garden: 1 of the 5 questions of "val"',
  ]);
});

test("without the data the lines are believed, but for subjects that the card does not know", async () => {
  const bring = garden({ hasData: false });
  const { evaluations, warnings } = valueOf(await bring(lines()));
  expect(evaluations[0]?.items[0]).toMatchObject({ cluster: "trees", numChoices: 4, answer: "A" });
  expect(warnings[0]?.message).toContain("its data is not here");
  const { problems } = errorOf(await bring(lines({ "trees/2": { subject: "stones" } })));
  expect(problems.map(({ message }) => message)).toEqual(['garden has no subject "stones"']);
});

test("where clusters are a column, nothing is guessed without the data", async () => {
  const edit = (text: string): string =>
    text.replace("columns: { id: id,", "columns: { id: id, cluster: kind,");
  const { problems } = errorOf(await garden({ hasData: false, edit })(lines()));
  expect(problems[0]?.message).toContain("clusters that only its data knows");
});

test("an answer that is in the data only makes right and wrong", async () => {
  const unknown = { answer: null, correct: null };
  const { evaluations } = valueOf(await garden()(lines({ "trees/0": unknown, "birds/1": unknown })));
  expect(evaluations[0]?.items.map(({ correct }) => correct)).toEqual([1, 1, 0, 0, 0]);
  expect(evaluations[0]?.items[4]?.answer).toBe("B");
});

test("an unknown benchmark, an unknown split and a bad label are refused", async () => {
  const bring = garden();
  const messages = async (text: string, changes: Partial<ImportRequest> = {}) =>
    errorOf(await bring(text, changes)).problems.map(({ message }) => message);
  expect(await messages(lines().replaceAll("garden", "meadow"))).toEqual([
    'no benchmark is called "meadow"; there is garden',
  ]);
  const split = { split: "tset", protocol: null, shots: null };
  expect(await messages(lines(), { defaults: split })).toEqual([
    'benchmark garden has no split "tset"; it has val, dev, test',
  ]);
  expect(await messages("{", { label: "a/b" })).toHaveLength(2);
});
