import { expect, test } from "vitest";
import { readCards } from "../../../harness/app/data/cards.ts";
import { listBenchmarks } from "../../../harness/app/data/list.ts";
import { makeGarden } from "../../fixtures/garden-folder.ts";

test("each benchmark is listed with its protocols and whether its data is here", async () => {
  const garden = makeGarden();
  const { cards } = await readCards(garden.files);
  const [listed] = await listBenchmarks(garden.files, cards);
  expect(listed).toMatchObject({
    status: "absent",
    protocols: ["letters", "plain"],
    card: { name: "garden" },
  });
  expect(listed?.folder).toBe(garden.files.folderOf({ kind: "data", path: "garden" }));
});
