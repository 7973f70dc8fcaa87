import { describe, expect, it } from "vitest";
import { layoutView } from "../../../site/view/layout.ts";
import { report } from "../../fixtures/report.ts";
import { contextFor } from "../../fixtures/site.ts";

describe("what stands around every page", () => {
  it("links to the same page in the other language", () => {
    const english = layoutView(contextFor({ kind: "run", slug: "a" }), "t", "d");
    expect(english.other.href).toBe("../zh/runs/a.html");
    const chinese = layoutView(contextFor({ kind: "run", slug: "a" }, "zh"), "t", "d");
    expect(chinese.other.href).toBe("../../runs/a.html");
    expect(chinese.alternates.map(({ hreflang, href }) => `${hreflang} ${href}`)).toEqual([
      "en ../../runs/a.html",
      "zh-Hans a.html",
      "x-default ../../runs/a.html",
    ]);
  });

  it("carries the profile's notice in the page's language, or none", () => {
    expect(layoutView(contextFor({ kind: "front" }, "zh"), "t", "d").notice).toContain("演示");
    const plain = { ...report, profile: { ...report.profile, notice: null } };
    expect(layoutView(contextFor({ kind: "front" }, "zh", plain), "t", "d").notice).toBeNull();
  });
});
