import { describe, expect, it } from "vitest";
import { comparisonPage, linkTo, linkToFile, linkToName } from "../../../site/view/context.ts";
import { pagePath } from "../../../site/page.ts";
import { contextFor } from "../../fixtures/site.ts";

const context = contextFor({ kind: "run", slug: "full~tiny-world~1" }, "zh");

describe("links", () => {
  it("stay in their language, but files for machines and assets have none", () => {
    expect(linkTo({ kind: "front" }, context)).toBe("../index.html");
    expect(linkToFile("assets/site.css", context)).toBe("../../assets/site.css");
  });

  it("lead to a strategy, to a run, or nowhere", () => {
    expect(linkToName("middle", context)).toBe("../strategies/middle.html");
    expect(linkToName("middle@tiny-world#2", context)).toBe("middle~tiny-world~2.html");
    expect(linkToName("elsewhere", context)).toBeNull();
  });
});

describe("a comparison's page", () => {
  it("is another for every pair, hyphens in names or not", () => {
    const pairs = [
      { a: "x--y", b: "z" },
      { a: "x", b: "y--z" },
      { a: "x-", b: "-y" },
      { a: "x", b: "--y" },
      { a: "x--", b: "y" },
    ];
    const paths = pairs.map((pair) => pagePath(comparisonPage(pair, context), "en"));
    expect(new Set(paths).size).toBe(pairs.length);
  });
});
