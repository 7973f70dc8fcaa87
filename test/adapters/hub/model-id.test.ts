import { expect, test } from "vitest";
import { isCommit, parseModelId } from "../../../harness/adapters/hub/model-id.ts";

test.each([
  ["Qwen/Qwen3-0.6B-Base", { repo: "Qwen/Qwen3-0.6B-Base", revision: null, folder: "Qwen--Qwen3-0.6B-Base" }],
  [
    "Qwen/Qwen3-0.6B-Base@main",
    { repo: "Qwen/Qwen3-0.6B-Base", revision: "main", folder: "Qwen--Qwen3-0.6B-Base" },
  ],
  ["org/name@refs/pr/1", { repo: "org/name", revision: "refs/pr/1", folder: "org--name" }],
  ["gpt2", { repo: "gpt2", revision: null, folder: "gpt2" }],
])("%s is a model id", (text, expected) => {
  expect(parseModelId(text)).toEqual({ ok: true, value: expected });
});

test.each([
  "",
  "a/b/c",
  "../up",
  "./here",
  "/models/qwen",
  "org/..",
  "org/name@",
  "org/name@../x",
  "org/na me",
])("%j is no model id, and can't lead out of the models' folder", (text) => {
  const parsed = parseModelId(text);
  expect(parsed).toMatchObject({ ok: false, error: [{ code: "bad-model-id" }] });
});

test("only forty hexadecimal digits are a commit", () => {
  expect(isCommit("0123456789abcdef0123456789abcdef01234567")).toBe(true);
  expect(isCommit("0123456")).toBe(false);
  expect(isCommit("main")).toBe(false);
  expect(isCommit(null)).toBe(false);
});
