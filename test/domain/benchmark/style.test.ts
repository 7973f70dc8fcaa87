import { expect, test } from "vitest";
import { modesOf, styleSchema } from "../../../harness/domain/benchmark/style.ts";
import { stylesOf } from "../../../harness/domain/benchmark/styles.ts";
import { readGarden } from "../../fixtures/read-garden.ts";

test("a name in braces is allowed only where it has a value, and the message says which are", () => {
  const plain = stylesOf("mine", {}).get("plain");
  const read = styleSchema.safeParse({ ...plain, head: "{question}", answer: "{letter}{subject_zh}" });
  expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ["head", "unknown name in braces; known here: {subject_zh}, {subject_en}"],
    ["answer", "unknown name in braces; known here: {letter}, {option}, {cloze_suffix}, {explanation}"],
  ]);
});

test("a style has the modes that it scores, and generate where it can read a reply", () => {
  const styles = stylesOf("ceval", {});
  const modes = (name: string): readonly string[] | undefined => {
    const style = styles.get(name);
    return style === undefined ? undefined : modesOf(style);
  };
  expect(modes("official")).toEqual(["logit", "generate"]);
  expect(modes("official-cot")).toEqual(["generate"]);
  expect(modes("lm-eval")).toEqual(["logit"]);
  expect(modes("plain")).toEqual(["cloze"]);
});

test("what a card leaves out of a style does nothing: no cue, no rewriting, any shots", () => {
  expect(readGarden().styles["letters"]).toMatchObject({
    cue: "",
    rewrite: "none",
    fill: "once",
    shots: null,
    extraction: null,
    truncation: "none",
    average: "micro",
  });
});
