import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findCard, readCards } from "../../../harness/app/data/cards.ts";
import { importData } from "../../../harness/app/data/import-data.ts";
import { verifyCard } from "../../../harness/app/data/verify.ts";
import { gardenData, hashOf, writeFiles } from "../../fixtures/garden.ts";
import { makeGarden, type GardenFolder } from "../../fixtures/garden-folder.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";

const cardOf = async (garden: GardenFolder) => valueOf(findCard(await readCards(garden.files), "garden"));

test("a folder or a zip file of it is imported: the files that the card names, and no others", async () => {
  for (const from of ["published", "published.zip"]) {
    const garden = makeGarden();
    execFileSync("python3", ["-m", "zipfile", "-c", "../published.zip", "."], { cwd: garden.published });
    const card = await cardOf(garden);
    const source = path.join(path.dirname(garden.published), from);
    const imported = valueOf(await importData(garden.files, { card, from: source }));
    expect(imported).toMatchObject({ benchmark: "garden", outcome: "imported", files: 6 });
    expect((await verifyCard(garden.files, card)).status).toBe("verified");
    expect(readdirSync(imported.folder)).toEqual(["dev", "test", "val"]);
  }
});

test("data that is there and verified is never written again", async () => {
  const garden = makeGarden();
  const card = await cardOf(garden);
  const { folder } = valueOf(await importData(garden.files, { card, from: garden.published }));
  const before = statSync(path.join(folder, "val/trees_val.csv")).ino;
  rmSync(garden.published, { recursive: true });
  const again = valueOf(await importData(garden.files, { card, from: garden.published }));
  expect(again.outcome).toBe("already-verified");
  expect(statSync(path.join(folder, "val/trees_val.csv")).ino).toBe(before);
});

test("damaged data is replaced", async () => {
  const garden = makeGarden();
  const card = await cardOf(garden);
  writeFiles(path.join(garden.data, "garden"), { "val/trees_val.csv": "id\n" });
  valueOf(await importData(garden.files, { card, from: garden.published }));
  expect((await verifyCard(garden.files, card)).status).toBe("verified");
});

test("all that is wrong with a source is told at once, and nothing is written", async () => {
  const garden = makeGarden();
  const birds = gardenData["val/birds_val.csv"] ?? "";
  writeFiles(garden.published, {
    "val/birds_val.csv": birds.replaceAll("\n", "\r\n"),
    "dev/trees_dev.csv": "id\n",
  });
  rmSync(path.join(garden.published, "test/birds_test.csv"));
  const problems = errorOf(
    await importData(garden.files, { card: await cardOf(garden), from: garden.published }),
  );
  expect(problems.map(({ code }) => code)).toEqual(["crlf-variant", "hash-differs", "missing-file"]);
  expect(problems[0]?.message).toContain(hashOf(birds));
  expect(problems[0]?.hint).toContain("Windows line ends (CRLF)");
  expect(existsSync(garden.data)).toBe(false);
});

test("a benchmark that comes with the harness has nothing to import", async () => {
  const garden = makeGarden((text) => text.replace("root: data:garden", "root: package:datasets/garden"));
  const [problem] = errorOf(
    await importData(garden.files, { card: await cardOf(garden), from: garden.published }),
  );
  expect(problem?.code).toBe("nothing-to-import");
});

test("a source that is not there is told", async () => {
  const garden = makeGarden();
  const problems = errorOf(
    await importData(garden.files, { card: await cardOf(garden), from: `${garden.published}.zip` }),
  );
  expect(problems.map(({ code }) => code)).toEqual(["missing-source"]);
});
