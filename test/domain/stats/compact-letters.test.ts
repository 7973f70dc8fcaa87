import fc from "fast-check";
import { expect, test } from "vitest";
import { compactLetters } from "../../../harness/domain/stats/compact-letters.ts";

test("nothing separated is one letter, all separated are as many as there are arms", () => {
  expect(compactLetters({ count: 3, separated: [] })).toEqual(["a", "a", "a"]);
  expect(
    compactLetters({
      count: 3,
      separated: [
        [0, 1],
        [0, 2],
        [1, 2],
      ],
    }),
  ).toEqual(["a", "b", "c"]);
  expect(compactLetters({ count: 0, separated: [] })).toEqual([]);
});

test("an arm between two has both letters", () => {
  expect(compactLetters({ count: 3, separated: [[0, 2]] })).toEqual(["a", "ab", "b"]);
});

test("a chain in which only neighbours are alike has a letter for each pair of neighbours", () => {
  const separated = [
    [0, 2],
    [0, 3],
    [0, 4],
    [1, 3],
    [1, 4],
    [2, 4],
  ] as const;
  expect(compactLetters({ count: 5, separated })).toEqual(["a", "ab", "bc", "cd", "d"]);
});

test("two arms share a letter exactly where they are not separated", () => {
  const separations = fc.integer({ min: 1, max: 8 }).chain((count) => {
    const pairs = Array.from({ length: count }, (_, a) => a).flatMap((a) =>
      Array.from({ length: count - a - 1 }, (_, i) => [a, a + 1 + i] as const),
    );
    return fc.record({ count: fc.constant(count), pairs: fc.constant(pairs), separated: fc.subarray(pairs) });
  });
  fc.assert(
    fc.property(separations, ({ count, pairs, separated }) => {
      const letters = compactLetters({ count, separated });
      for (const [a, b] of pairs) {
        const shared = Array.from(letters[a] ?? "").some((letter) => letters[b]?.includes(letter));
        expect(shared).toBe(!separated.some(([x, y]) => x === a && y === b));
      }
    }),
    { numRuns: 300 },
  );
});
