import { symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findCards, resolveRoot } from "../../../harness/adapters/files/benchmark-folder.ts";
import { writeFiles } from "../../fixtures/garden.ts";
import { temporaryFolder } from "../../fixtures/garden-temp.ts";

function folders() {
  const base = temporaryFolder();
  return {
    package: path.join(base, "package"),
    project: path.join(base, "project"),
    data: path.join(base, "data"),
  };
}

test("the package's cards come first, then the project's own; other files are no cards", async () => {
  const places = folders();
  writeFiles(places.package, { "datasets/b.yaml": "b", "datasets/a.yaml": "a", "datasets/tiny/c.yaml": "c" });
  writeFiles(places.project, { "datasets/mine.yml": "mine", "datasets/mine.csv": "" });
  const cards = await findCards(places);
  expect(cards.map(({ text }) => text)).toEqual(["a", "b", "mine"]);
  expect(cards.map(({ file }) => file)).toEqual([
    path.join(places.package, "datasets/a.yaml"),
    path.join(places.package, "datasets/b.yaml"),
    "datasets/mine.yml",
  ]);
});

test("in the harness's own folder, and through a link, each card is found once", async () => {
  const places = folders();
  writeFiles(places.package, { "datasets/a.yaml": "a" });
  expect(await findCards({ ...places, project: places.package })).toEqual([
    { file: "datasets/a.yaml", text: "a" },
  ]);
  symlinkSync(places.package, places.project);
  expect(await findCards(places)).toHaveLength(1);
});

test("without any datasets folder there are no cards", async () => {
  expect(await findCards(folders())).toEqual([]);
});

test("a root is a folder of the package, or of the data folder", () => {
  const places = { package: "/p", project: "/q", data: "/d" };
  expect(resolveRoot(places, { kind: "package", path: "datasets/tiny-world" })).toBe(
    "/p/datasets/tiny-world",
  );
  expect(resolveRoot(places, { kind: "data", path: "ceval" })).toBe("/d/ceval");
});
