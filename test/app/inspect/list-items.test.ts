import { describe, expect, it } from "vitest";
import { listItems } from "../../../harness/app/inspect/list-items.ts";
import { itemOutput } from "../../../harness/domain/contract/outputs/item.ts";
import { memoryStore, storeRuns } from "../compare/stored-runs.ts";

describe("every question of a run", () => {
  const store = memoryStore();
  storeRuns(store, [{ strategy: "full", seed: 1, isRight: (question) => question === 0 }]);
  const [run] = store.runs();
  if (run === undefined) throw new Error("no run");

  it("is a line with what was asked, what the model made of it, and whether it is right", () => {
    const lines = [...listItems(store, run, undefined)];
    expect(lines).toHaveLength(40);
    expect(lines[0]).toEqual({
      benchmark: "law",
      protocol: "official",
      mode: "logit",
      shots: 0,
      split: "val",
      subject: "subject-0",
      id: "0",
      logprobs: [-2, -1, -3, -4],
      prediction: "B",
      answer: "B",
      correct: 1,
      extracted: null,
      text: null,
    });
    for (const line of lines) itemOutput.parse(line);
  });

  it("is of one benchmark where one is asked for", () => {
    expect([...listItems(store, run, "law")]).toHaveLength(40);
    expect([...listItems(store, run, "art")]).toEqual([]);
  });
});
