import path from "node:path";
import { expect, test } from "vitest";
import { findCard, readCards } from "../../../harness/app/data/cards.ts";
import { preparePrompts } from "../../../harness/app/data/prepare-prompts.ts";
import { findSplit } from "../../../harness/domain/benchmark/split.ts";
import { keyOf } from "../../../harness/domain/benchmark/item.ts";
import { gardenData, writeFiles } from "../../fixtures/garden.ts";
import { makeGarden } from "../../fixtures/garden-folder.ts";
import { protocolOf, valueOf } from "../../fixtures/read-garden.ts";

test("a limit leaves the first questions of each subject, and the demos whole", async () => {
  const garden = makeGarden();
  writeFiles(path.join(garden.data, "garden"), gardenData);
  const card = valueOf(findCard(await readCards(garden.files), "garden"));
  const target = {
    card,
    protocol: protocolOf(card, { shots: 2 }),
    split: valueOf(findSplit(card, "val")),
    subjects: null,
  };
  const all = valueOf(await preparePrompts(garden.files, { ...target, limit: null })).prompts;
  const limited = valueOf(await preparePrompts(garden.files, { ...target, limit: 1 })).prompts;
  expect(limited.map(({ item }) => keyOf(item))).toEqual(["trees/0", "birds/0"]);
  expect(limited[0]).toEqual(all[0]);
});
