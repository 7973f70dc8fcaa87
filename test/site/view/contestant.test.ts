import { describe, expect, it } from "vitest";
import { contestants, scoreUnder, seedsUnder } from "../../../site/view/contestant.ts";
import { ACQUISITION, RETENTION } from "../../fixtures/report-parts.ts";
import { report } from "../../fixtures/report.ts";

describe("the contestants", () => {
  it("are the strategies and, after them, models that none of them made", () => {
    const names = contestants(report).map(({ name }) => name);
    expect(names.slice(0, 5)).toEqual(report.strategies.map(({ strategy }) => strategy));
    expect(names.slice(5)).toEqual([`other"><script>alert(1)</script>`]);
  });

  it("have a score only where they were asked, and only the seeds that finished", () => {
    const imported = contestants(report).at(-1);
    if (imported === undefined) throw new Error("Internal error: the fixture has contestants");
    expect(scoreUnder(imported, ACQUISITION)?.micro.value).toBe(0.412);
    expect(scoreUnder(imported, RETENTION)).toBeUndefined();
    expect(seedsUnder("attention-only", ACQUISITION, report)).toHaveLength(2);
    expect(seedsUnder(imported.name, ACQUISITION, report)).toEqual([]);
  });
});
