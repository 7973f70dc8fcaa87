import fc from "fast-check";
import { expect, test } from "vitest";
import { requestGroup } from "../../../harness/domain/contract/requests.ts";
import { renderPrompts } from "../../../harness/domain/benchmark/prompt.ts";
import { groupRequests } from "../../../harness/domain/benchmark/requests.ts";
import { itemsOf, protocolOf, readGarden, valueOf } from "../../fixtures/read-garden.ts";

const card = readGarden();
const prompts = (shots: number) =>
  valueOf(
    renderPrompts({
      card,
      protocol: protocolOf(card, { shots }),
      items: itemsOf(card, "val"),
      demos: itemsOf(card, "dev"),
    }),
  ).prompts;

test("prompts that share a prefix go to the worker together, and fit the contract", () => {
  const groups = groupRequests(prompts(2));
  expect(groups.map(({ suffixes }) => suffixes.map(({ key }) => key))).toEqual([
    ["trees/0", "trees/1", "trees/2"],
    ["birds/0", "birds/1"],
  ]);
  for (const group of groups) expect(requestGroup.parse(group)).toEqual(group);
});

test("in whatever order prompts come, each is asked exactly once, with the same text", () => {
  const asked = prompts(1);
  const whole = (group: { prefix: string; suffixes: readonly { key: string; text: string }[] }) =>
    group.suffixes.map(({ key, text }) => [key, group.prefix + text]);
  const expected = asked.map(({ item, prefix, text }) => [`${item.subject}/${item.id}`, prefix + text]);
  fc.assert(
    fc.property(fc.shuffledSubarray([...asked], { minLength: asked.length }), (shuffled) => {
      expect(groupRequests(shuffled).flatMap(whole).sort()).toEqual([...expected].sort());
    }),
  );
});
