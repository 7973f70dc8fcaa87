import { rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findCard, readCards } from "../../../harness/app/data/cards.ts";
import { loadItems } from "../../../harness/app/data/load-items.ts";
import { keyOf } from "../../../harness/domain/benchmark/item.ts";
import { findSplit } from "../../../harness/domain/benchmark/split.ts";
import { gardenCard, gardenData, hashOf, writeFiles } from "../../fixtures/garden.ts";
import { makeGarden } from "../../fixtures/garden-folder.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";

/** Loads a split from a garden with these files in place of its own. */
async function load(
  changes: Readonly<Record<string, string | Buffer>>,
  options: { subjects?: readonly string[]; knownHashes?: boolean; edit?: (text: string) => string } = {},
) {
  const { subjects = null, knownHashes = true, edit = (text: string) => text } = options;
  const files = { ...gardenData, ...changes };
  const garden = makeGarden(() => edit(gardenCard(knownHashes ? files : gardenData)));
  const folder = path.join(garden.data, "garden");
  writeFiles(folder, files);
  const card = valueOf(findCard(await readCards(garden.files), "garden"));
  const split = valueOf(findSplit(card, undefined));
  return { folder, load: () => loadItems(garden.files, { card, split, subjects }) };
}

test("items come in the order of the card's subjects, then of the file", async () => {
  const items = valueOf(await (await load({})).load());
  expect(items.map(keyOf)).toEqual(["trees/0", "trees/1", "trees/2", "birds/0", "birds/1"]);
});

test("for some subjects only their files are opened", async () => {
  const garden = await load({}, { subjects: ["birds"] });
  rmSync(path.join(garden.folder, "val/trees_val.csv"));
  expect(valueOf(await garden.load()).map(keyOf)).toEqual(["birds/0", "birds/1"]);
});

test("a file that is not what the card describes is refused with both hashes", async () => {
  const changed = `${gardenData["val/birds_val.csv"] ?? ""}2,q,a,b,c,d,A\n`;
  const [problem] = errorOf(
    await (await load({ "val/birds_val.csv": changed }, { knownHashes: false })).load(),
  );
  expect(problem?.code).toBe("data-changed");
  expect(problem?.message).toContain(hashOf(changed));
  expect(problem?.message).toContain(hashOf(gardenData["val/birds_val.csv"] ?? ""));
  expect(problem?.hint).toContain("harness data import garden --from DIR_OR_ZIP");
});

test("all problems of all files are told at once", async () => {
  const garden = await load({
    "val/trees_val.csv": Buffer.from([0x69, 0x64, 0x0a, 0xff]),
    "val/birds_val.csv": "id,question,A,B,C,D,answer\n0,q,1,2,3,4,E\n1,q,1,2,3,4,F\n",
  });
  const problems = errorOf(await garden.load());
  expect(problems.map(({ code, at }) => [code, path.basename(at?.file ?? ""), at?.line])).toEqual([
    ["bad-row", "birds_val.csv", 2],
    ["bad-row", "birds_val.csv", 3],
    ["not-utf8", "trees_val.csv", 2],
  ]);
});

test("an id that stands twice and a count that does not fit are refused", async () => {
  const problems = errorOf(
    await (
      await load({
        "val/birds_val.csv": "id,question,A,B,C,D,answer\n0,q,1,2,3,4,A\n0,r,1,2,3,4,B\n1,q,1,2,3,4,A\n",
      })
    ).load(),
  );
  expect(problems.map(({ message }) => message)).toEqual([
    'garden, split "val": two items are called birds/0',
    'split "val" of garden has 6 items; datasets/garden.yaml says 5',
  ]);
});

test("data that was never imported is one message that says how to", async () => {
  const garden = await load({});
  rmSync(garden.folder, { recursive: true });
  const problems = errorOf(await garden.load());
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).toMatch(/trees_val\.csv \(and 1 more of this benchmark\)$/);
  expect(problems[0]?.hint).toBe("bring the data in with `harness data import garden --from DIR_OR_ZIP`");
});
