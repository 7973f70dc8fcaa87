import { describe, expect, it } from "vitest";
import { strategyView } from "../../../site/view/strategy.ts";
import { report } from "../../fixtures/report.ts";
import { contextFor } from "../../fixtures/site.ts";

const strategy = report.strategies.find(({ strategy: name }) => name === "attention-only");
if (strategy === undefined) throw new Error("Internal error: the fixture has attention-only");

describe("a strategy's page", () => {
  it("lists every run with its status, and draws only the seeds that finished", () => {
    const view = strategyView(strategy, contextFor({ kind: "strategy", slug: "attention-only" }));
    expect(view.runs.map(({ status }) => status)).toEqual(["done", "done", "failed"]);
    expect(view.seeds[0]?.lines.map(({ seed }) => seed)).toEqual(["1", "2"]);
  });

  it("speaks the page's language", () => {
    const view = strategyView(strategy, contextFor({ kind: "strategy", slug: "attention-only" }, "zh"));
    expect(view.title).toBe("只训练注意力");
    expect(view.stack?.sentence).toContain("44.4%");
  });
});
