import { describe, expect, it } from "vitest";
import { siteSources } from "../../fixtures/site.ts";

describe("readSiteSources", () => {
  it("names templates without their ending and assets by their path, in a fixed order", async () => {
    const { templates, assets } = await siteSources();
    expect([...(await siteSources()).templates.keys()]).toEqual([...templates.keys()]);
    expect([...templates.keys()].slice(0, 2)).toEqual(["comparison", "data"]);
    expect([...templates.keys()]).toContain("front");
    expect([...templates.keys()]).toContain("partials/board");
    expect([...assets.keys()]).toEqual(["favicon.svg", "site.css", "site.js"]);
  });
});
