import { expect, test } from "vitest";
import { evaluationInputs } from "../../../harness/domain/benchmark/evaluation-inputs.ts";
import { findSplit } from "../../../harness/domain/benchmark/split.ts";
import { protocolOf, readGarden, valueOf } from "../../fixtures/read-garden.ts";

function inputs(edit?: (text: string) => string, shots = 0) {
  const card = readGarden(edit);
  const split = valueOf(findSplit(card, "val"));
  return evaluationInputs({
    card,
    split,
    protocol: protocolOf(card, { shots }),
    subjects: null,
    limit: null,
  });
}

/** The names of the inputs that differ. */
function changed(before: ReturnType<typeof inputs>, after: ReturnType<typeof inputs>): readonly string[] {
  return Object.keys(before).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

const withHash = (file: string) => (text: string) =>
  text.replace(new RegExp(`${file}: \\w+`), `${file}: ${"f".repeat(64)}`);

test("a change of the questions, the demos, the words or a shown name each has its own input", () => {
  expect(changed(inputs(), inputs(withHash("val/trees_val.csv")))).toEqual(["data"]);
  expect(changed(inputs(undefined, 1), inputs(withHash("dev/trees_dev.csv"), 1))).toEqual(["demos"]);
  expect(
    changed(
      inputs(),
      inputs((text) => text.replace("答：", "答: ")),
    ),
  ).toEqual(["protocol_definition"]);
  expect(
    changed(
      inputs(),
      inputs((text) => text.replace("zh: 树木", "zh: 树")),
    ),
  ).toEqual(["reading"]);
});

test("what can't change a result changes no input: the title, another split, demos without shots", () => {
  expect(
    changed(
      inputs(),
      inputs((text) => text.replace("en: Garden", "en: Park")),
    ),
  ).toEqual([]);
  expect(changed(inputs(), inputs(withHash("test/trees_test.csv")))).toEqual([]);
  expect(changed(inputs(), inputs(withHash("dev/trees_dev.csv")))).toEqual([]);
});
