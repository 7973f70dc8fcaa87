import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findCard, readCards } from "../../../harness/app/data/cards.ts";
import { verifyCard } from "../../../harness/app/data/verify.ts";
import { gardenData, hashOf, writeFiles } from "../../fixtures/garden.ts";
import { makeGarden } from "../../fixtures/garden-folder.ts";
import { valueOf } from "../../fixtures/read-garden.ts";

test("every file is checked: missing and differing ones are told, with the hash that was found", async () => {
  const garden = makeGarden();
  const card = valueOf(findCard(await readCards(garden.files), "garden"));
  expect((await verifyCard(garden.files, card)).status).toBe("absent");
  const folder = path.join(garden.data, "garden");
  writeFiles(folder, gardenData);
  expect((await verifyCard(garden.files, card)).status).toBe("verified");

  rmSync(path.join(folder, "dev/birds_dev.csv"));
  writeFileSync(path.join(folder, "val/trees_val.csv"), "id\n");
  const report = await verifyCard(garden.files, card);
  expect(report.status).toBe("damaged");
  expect(report.files.filter(({ status }) => status !== "ok")).toEqual([
    {
      file: "val/trees_val.csv",
      status: "differs",
      expected: hashOf(gardenData["val/trees_val.csv"] ?? ""),
      found: hashOf("id\n"),
    },
    {
      file: "dev/birds_dev.csv",
      status: "missing",
      expected: hashOf(gardenData["dev/birds_dev.csv"] ?? ""),
      found: null,
    },
  ]);
});
