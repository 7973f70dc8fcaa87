import { expect, test } from "vitest";
import { checkScorable, findDemoSplit, findSplit } from "../../../harness/domain/benchmark/split.ts";
import { errorOf, protocolOf, readGarden, valueOf } from "../../fixtures/read-garden.ts";

const card = readGarden();
const split = (name?: string) => valueOf(findSplit(card, name));

test("the primary split is meant where none is named; an unknown one is told with those there are", () => {
  expect(split().name).toBe("val");
  expect(errorOf(findSplit(card, "valid"))[0]?.message).toBe(
    'benchmark garden has no split "valid"; it has val, dev, test',
  );
});

test("a split without public answers can't be scored, and the message says which can", () => {
  expect(checkScorable(card, split("val"))).toEqual([]);
  expect(checkScorable(card, split("test"))).toMatchObject([
    { code: "unlabelled-split", hint: "score val or dev" },
  ]);
});

test("demos come from another split that has answers; zero shots need none", () => {
  const demosFor = (shots: number, name: string, of = card) =>
    findDemoSplit({ card: of, protocol: protocolOf(of, { shots }), split: split(name) });
  expect(valueOf(demosFor(0, "dev"))).toBeNull();
  expect(valueOf(demosFor(2, "val"))?.name).toBe("dev");
  expect(errorOf(demosFor(2, "dev"))[0]?.code).toBe("demos-from-scored-split");
  const unlabelled = readGarden((text) => text.replace("few_shot_split: dev", "few_shot_split: test"));
  expect(errorOf(demosFor(1, "val", unlabelled))[0]?.code).toBe("unlabelled-split");
});
