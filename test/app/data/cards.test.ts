import { expect, test } from "vitest";
import { findCard, readCards } from "../../../harness/app/data/cards.ts";
import { gardenCard } from "../../fixtures/garden.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";

const shelfOf = (...cards: readonly (readonly [string, string])[]) =>
  readCards({ cards: () => Promise.resolve(cards.map(([file, text]) => ({ file, text }))) });

test("a bad card hides no good one, and is told only where it may be why one is not found", async () => {
  const bad = gardenCard().replace("name: garden", "name: meadow").replace("licence:", "license:");
  const shelf = await shelfOf(["bad.yaml", bad], ["good.yaml", gardenCard()]);
  expect(valueOf(findCard(shelf, "garden")).file).toBe("good.yaml");
  const [first, ...others] = errorOf(findCard(shelf, "meadow"));
  expect(first?.message).toBe('no benchmark is called "meadow"; there is garden');
  expect(others.map(({ at }) => at?.file)).toContain("bad.yaml");
});

test("two cards of one name are a problem that names both; the first is taken", async () => {
  const shelf = await shelfOf(["a.yaml", gardenCard()], ["b.yaml", gardenCard()]);
  expect(shelf.cards.map(({ file }) => file)).toEqual(["a.yaml"]);
  expect(shelf.problems.map(({ message }) => message)).toEqual([
    'b.yaml and a.yaml both describe a benchmark called "garden"',
  ]);
});

test("text that is no YAML is a problem of its file", async () => {
  const shelf = await shelfOf(["x.yaml", "name: [garden"]);
  expect(shelf.cards).toEqual([]);
  expect(shelf.problems.length).toBeGreaterThan(0);
});

test("only the wanted cards are read; all of them, if a wanted one is not there, so that it can be told what is", async () => {
  const meadow = gardenCard().replace("name: garden", "name: meadow");
  const files = {
    cards: () =>
      Promise.resolve(
        [
          ["a.yaml", gardenCard()],
          ["b.yaml", meadow],
          ["c.yaml", "titel: x"],
        ].map(([file = "", text = ""]) => ({ file, text })),
      ),
  };
  const namesOf = async (wanted?: readonly string[]) =>
    (await readCards(files, wanted)).cards.map(({ name }) => name);
  expect(await namesOf(["meadow"])).toEqual(["meadow"]);
  expect(await namesOf(["nope"])).toEqual(["garden", "meadow"]);
  expect(await namesOf()).toEqual(["garden", "meadow"]);
  expect((await readCards(files, ["meadow"])).problems.map(({ at }) => at?.file)).toContain("c.yaml"); // it may be anything
});
