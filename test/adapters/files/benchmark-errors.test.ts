import { expect, test } from "vitest";
import { isMissing, wordsOf } from "../../../harness/adapters/files/benchmark-errors.ts";

const failure = (code: string): Error => Object.assign(new Error(`${code}: failed`), { code });

test("a full disk and a missing permission have words; other codes stand as they are", () => {
  expect(["ENOSPC", "EACCES", "EIO"].map((code) => wordsOf(failure(code)))).toEqual([
    "the disk is full",
    "permission denied",
    "EIO",
  ]);
  expect(isMissing(failure("ENOENT"))).toBe(true);
  expect(isMissing(failure("EIO"))).toBe(false);
});

test("what is no failed file operation is a bug, and thrown on", () => {
  expect(() => wordsOf(new TypeError("x is not a function"))).toThrow(TypeError);
});
