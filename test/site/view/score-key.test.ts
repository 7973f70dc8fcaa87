import { describe, expect, it } from "vitest";
import { benchmarkTitle, keyId, keyText, orderedBenchmarks, sameKey } from "../../../site/view/score-key.ts";
import { ACQUISITION, LETTERS } from "../../fixtures/report-parts.ts";
import { report } from "../../fixtures/report.ts";
import { contextFor } from "../../fixtures/site.ts";

const context = contextFor({ kind: "front" });

describe("a score's key", () => {
  it("differs with anything that makes scores incomparable", () => {
    expect(sameKey(ACQUISITION, { ...ACQUISITION })).toBe(true);
    for (const change of [
      { shots: 5 },
      { split: "val" },
      { protocol: "lm-eval" },
      { mode: "logit" as const },
    ]) {
      expect(sameKey(ACQUISITION, { ...ACQUISITION, ...change })).toBe(false);
    }
  });

  it("is an id without anything that an anchor cannot hold, and a line for people", () => {
    expect(keyId({ ...LETTERS, protocol: "opencompass:ceval_ppl" })).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(keyText(LETTERS, context)).toContain("0-shot");
    expect(benchmarkTitle(LETTERS, context)).toBe("C-Eval");
    expect(benchmarkTitle({ ...LETTERS, benchmark: "other" }, context)).toBe("other");
  });

  it("puts the primary benchmark first", () => {
    const primary = { ...report, profile: { ...report.profile, primary: "retention" } };
    const order = orderedBenchmarks(contextFor({ kind: "front" }, "en", primary)).map(
      ({ benchmark }) => benchmark,
    );
    expect(order).toEqual(["retention", "acquisition", "ceval"]);
  });
});
