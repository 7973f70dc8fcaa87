import { expect, test } from "vitest";
import {
  intervalMethodWords,
  pairMethodWords,
  relativeUndefinedWords,
  seedNoiseWords,
} from "../../../harness/domain/stats/method-words.ts";

test("every method, reason and kind of seed noise has words of its own", () => {
  const all = [
    ...(["cr1-t", "wilson", "clopper-pearson", "stratified"] as const).map(intervalMethodWords),
    ...(["cr1-t", "unanimous-clusters", "tango-mid-p", "items-t", "identical", "seeds-only"] as const).map(
      pairMethodWords,
    ),
    ...(
      ["baseline-zero", "not-above-chance", "no-variation", "baseline-near-chance", "unbounded"] as const
    ).map(relativeUndefinedWords),
    ...(["measured", "partly", "not-measured", "no-seeds"] as const).map(seedNoiseWords),
  ];
  expect(new Set(all.map((words) => words.en)).size).toBe(all.length);
  expect(new Set(all.map((words) => words.zh)).size).toBe(all.length);
});
