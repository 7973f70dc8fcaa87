import { describe, expect, it } from "vitest";
import { againstBaseline, seenFrom } from "../../../site/view/against.ts";
import { ACQUISITION, comparison } from "../../fixtures/report-parts.ts";
import { report } from "../../fixtures/report.ts";

const worse = comparison(ACQUISITION, "shallow", {
  scoreA: 0.25,
  scoreB: 0.5,
  half: 0.02,
  p: 0.001,
  kind: "worse",
});

describe("a comparison seen from the other side", () => {
  it("turns over its difference, its seeds, its ratio and its verdict", () => {
    const seen = seenFrom("full", worse);
    expect(seen).toMatchObject({ name: "full", other: "shallow", tone: "better" });
    expect(seen?.diff).toEqual({ value: 0.25, low: 0.23, high: 0.27 });
    expect(seen?.relative?.value).toBeCloseTo(1);
    expect(seen?.perSeed).toEqual(worse.perSeed.map((value) => -value));
    expect(seen?.diff.low).toBeLessThan(seen?.diff.high ?? 0);
  });

  it("is undefined for who is not part of it", () => {
    expect(seenFrom("middle", worse)).toBeUndefined();
  });
});

describe("the comparisons with the baseline", () => {
  it("are one for each other strategy, whichever way round the report holds them", () => {
    const names = againstBaseline(report, ACQUISITION).map(({ name }) => name);
    expect(names).toEqual(["train-shallow", "train-deep", "middle", "attention-only"]);
    const turned = { ...worse, a: "full", b: "train-shallow" };
    const [only] = againstBaseline({ ...report, comparisons: [turned] }, ACQUISITION);
    expect(only).toMatchObject({ name: "train-shallow", tone: "better" });
  });

  it("are none where no baseline is named", () => {
    expect(
      againstBaseline({ ...report, profile: { ...report.profile, baseline: null } }, ACQUISITION),
    ).toEqual([]);
  });
});
