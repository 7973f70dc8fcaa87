import { expect, test } from "vitest";
import {
  groupSizes,
  groupSums,
  groupValues,
  grouping,
  singletons,
} from "../../../harness/domain/stats/grouping.ts";

const groups = grouping(["law", "art", "law"]);

test("labels are numbered in order of first appearance", () => {
  expect([...groups.index]).toEqual([0, 1, 0]);
  expect(groups.names).toEqual(["law", "art"]);
});

test("sizes, sums and members follow the numbers", () => {
  expect([...groupSizes(groups)]).toEqual([2, 1]);
  expect([...groupSums([1, 10, 100], groups)]).toEqual([101, 10]);
  expect(groupValues([1, 10, 100], groups)).toEqual([[1, 100], [10]]);
});

test("singletons keep every value apart", () => {
  expect([...groupSums([3, 4], singletons(2))]).toEqual([3, 4]);
});
