import { describe, expect, it } from "vitest";
import { readCards } from "../../../harness/app/data/cards.ts";
import { evaluationTargets, type WantedBenchmark } from "../../../harness/app/plan/evaluation-targets.ts";
import { makeGarden } from "../../fixtures/garden-folder.ts";
import { errorOf } from "../../fixtures/read-garden.ts";
import { depsOf } from "./prepare.ts";

const shelf = await readCards(depsOf({}).benchmarks);
const wanted = (changes: Partial<WantedBenchmark> = {}): WantedBenchmark => ({
  name: "ceval",
  split: null,
  protocols: [],
  subjects: null,
  limit: null,
  ...changes,
});

const idsOf = (...benchmarks: readonly WantedBenchmark[]) => {
  const targets = evaluationTargets(shelf, benchmarks);
  return targets.ok
    ? targets.value.map(({ card, split, protocol }) => `${card.name}/${split.name}/${protocol.id}`)
    : targets.error.map(({ code }) => code);
};

describe("what is to be asked", () => {
  it("is the card's own split and protocol, if nothing else is wanted", () => {
    expect(idsOf(wanted({ name: "acquisition" }))).toEqual(["acquisition/test/plain/cloze/0-shot"]);
  });

  it("is one target for each protocol", () => {
    const protocols = [
      { style: "official", shots: 0 },
      { style: "official", shots: 5 },
    ];
    expect(idsOf(wanted({ protocols }))).toEqual([
      "ceval/val/official/logit/0-shot",
      "ceval/val/official/logit/5-shot",
    ]);
  });

  it("is refused with all problems of all benchmarks", () => {
    expect(
      idsOf(wanted({ name: "nope" }), wanted({ split: "tset" }), wanted({ subjects: ["lwa"] })),
    ).toHaveLength(3);
  });

  it("is never a split without answers", () => {
    expect(evaluationTargets(shelf, [wanted({ split: "test" })]).ok).toBe(false);
  });

  it("is never generate mode yet, though its prompts can be listed", async () => {
    const { files } = makeGarden((text) =>
      text.replace("strip: none", "strip: none\n    extraction: cmmlu-choice"),
    );
    const target = wanted({ name: "garden", protocols: [{ mode: "generate" }] });
    const problems = errorOf(evaluationTargets(await readCards(files), [target]));
    expect(problems.map(({ message }) => message)).toEqual(["generate mode: not built yet"]);
  });
});
