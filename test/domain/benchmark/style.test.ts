import { expect, test } from "vitest";
import { styleSchema } from "../../../harness/domain/benchmark/style.ts";
import { stylesOf } from "../../../harness/domain/benchmark/styles.ts";

test("a name in braces is allowed only where it has a value, and the message says which are", () => {
  const plain = stylesOf("mine", {}).get("plain");
  const read = styleSchema.safeParse({ ...plain, head: "{question}", answer: "{letter}{subject_zh}" });
  expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ["head", "unknown name in braces; known here: {subject_zh}, {subject_en}"],
    ["answer", "unknown name in braces; known here: {letter}, {option}, {cloze_suffix}"],
  ]);
});
