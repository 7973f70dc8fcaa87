import { describe, expect, it } from "vitest";
import { pagePath, relativeHref } from "../../site/page.ts";

describe("pagePath", () => {
  it("puts English at the root and Chinese under zh/", () => {
    expect(pagePath({ kind: "front" }, "en")).toBe("index.html");
    expect(pagePath({ kind: "run", slug: "full~w~1" }, "zh")).toBe("zh/runs/full~w~1.html");
    expect(pagePath({ kind: "comparison", slugA: "a", slugB: "b" }, "en")).toBe("compare/a--b.html");
  });
});

describe("relativeHref", () => {
  it.each([
    ["index.html", "methods.html", "methods.html"],
    ["runs/a.html", "index.html", "../index.html"],
    ["runs/a.html", "runs/b.html", "b.html"],
    ["zh/runs/a.html", "assets/site.css", "../../assets/site.css"],
    ["zh/index.html", "zh/runs/a.html", "runs/a.html"],
    ["index.html", "strategies/冻#1.html", "strategies/%E5%86%BB%231.html"],
  ])("from %s to %s is %s", (from, to, href) => {
    expect(relativeHref(from, to)).toBe(href);
  });
});
