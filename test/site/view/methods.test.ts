import { describe, expect, it } from "vitest";
import { methodsView } from "../../../site/view/methods.ts";
import { renderedSite, contextFor } from "../../fixtures/site.ts";

describe("the methods page", () => {
  it("explains everything that a figure of the site links to", async () => {
    const ids = methodsView(contextFor({ kind: "methods" })).entries.map(({ id }) => id);
    const wanted = [...((await renderedSite()).get("index.html") ?? "").matchAll(/methods\.html#([a-z-]+)/g)];
    expect(wanted.length).toBeGreaterThan(0);
    for (const [, id] of wanted) expect(ids).toContain(id);
  });
});
