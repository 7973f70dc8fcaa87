import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, nearest, suggestion } from "../../../harness/domain/diagnostic/nearest.ts";

describe("the edit distance", () => {
  it.each([
    ["train", "train", 0],
    ["trian", "train", 1], // two neighbours swapped
    ["", "abc", 3],
    ["kitten", "sitting", 3],
    ["ab", "ba", 1],
    ["freze", "freeze", 1],
  ])("of %s and %s is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it("is symmetrical, and zero only for equal words", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

describe("the nearest word", () => {
  const words = ["train", "freeze", "title", "embed"];

  it("is the one that was meant", () => {
    expect(nearest("trian", words)).toBe("train");
    expect(nearest("Freese", words)).toBe("freeze");
  });

  it("is none where nothing is near", () => {
    expect(nearest("optimizer", words)).toBeUndefined();
    expect(nearest("x", ["q"])).toBeUndefined();
  });

  it("gives way to the list of what is known, if that is short", () => {
    expect(suggestion("zzzz", ["b", "a"])).toBe("known here: a, b");
    expect(suggestion("zzzz", [])).toBeUndefined();
  });
});
