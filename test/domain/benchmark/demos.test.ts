import { expect, test } from "vitest";
import { chooseDemos } from "../../../harness/domain/benchmark/demos.ts";
import type { ProtocolRequest } from "../../../harness/domain/benchmark/card-schema.ts";
import { errorOf, itemsOf, protocolOf, readGarden, valueOf } from "../../fixtures/read-garden.ts";

function choose(demos: string, request: Partial<ProtocolRequest>, extra = "") {
  const card = readGarden((text) =>
    text.replace("demos: first", `demos: ${demos}`).replace("strip: none", `strip: none${extra}`),
  );
  const [subject] = card.subjects;
  if (subject === undefined) throw new Error("the garden has subjects");
  return chooseDemos({ card, protocol: protocolOf(card, request), subject, rows: itemsOf(card, "dev") });
}
const idsOf = (...wanted: Parameters<typeof choose>) => valueOf(choose(...wanted)).map(({ id }) => id);

test("demos are the first rows of the subject, or those that a list names, in its order", () => {
  expect(idsOf("first", { shots: 2 })).toEqual(["0", "1"]);
  expect(idsOf("{ rows: { trees: [1, 0] } }", { shots: 2 })).toEqual(["1", "0"]);
  expect(idsOf("{ rows: { trees: [1, 0] } }", { shots: 1 })).toEqual(["1"]);
});

test("a list may be shorter than what is asked, but not name a row that there is not", () => {
  expect(idsOf("{ rows: { trees: [1] } }", { shots: 2 })).toEqual(["1"]);
  expect(errorOf(choose("{ rows: { trees: [1, 7] } }", { shots: 2 })).code).toBe("too-few-demos");
});

test("a subject without a list has no demos; without shots nothing is looked for", () => {
  expect(errorOf(choose("{ rows: {} }", { shots: 1 })).message).toBe(
    'protocol "letters" lists no demos for trees',
  );
  expect(idsOf("{ rows: {} }", { shots: 0 })).toEqual([]);
});

test("a demo that the protocol can't put into words is an error, not a gap", () => {
  const refused = errorOf(choose("first", { shots: 1 }, "\n    rewrite: lighteval-ceval"));
  expect(refused.message).toBe('protocol "letters" can\'t show trees/0 as a demo: the question has no ____');
});

test("a protocol that shows explanations needs them", () => {
  const card = readGarden((text) => text.replace('answer: " {letter}"', 'answer: "{explanation}"'));
  const [subject] = card.subjects;
  if (subject === undefined) throw new Error("the garden has subjects");
  const protocol = protocolOf(card, { shots: 1 });
  const refused = errorOf(chooseDemos({ card, protocol, subject, rows: itemsOf(card, "dev") }));
  expect(refused.code).toBe("no-explanations");
});
