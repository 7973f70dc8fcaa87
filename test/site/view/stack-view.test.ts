import { describe, expect, it } from "vitest";
import { stackView } from "../../../site/view/stack-view.ts";
import { report } from "../../fixtures/report.ts";
import { contextFor } from "../../fixtures/site.ts";

const context = contextFor({ kind: "front" });
const [full] = report.strategies;
if (full === undefined) throw new Error("Internal error: the fixture has strategies");

describe("what trains", () => {
  it("is shown short, and in full where that says more", () => {
    const view = stackView(full, context);
    expect(view?.lines).toHaveLength(4);
    expect(view?.allLines).toHaveLength(full.stack.length);
    expect(view?.sentence).toBe("831,904 of 831,904 parameters train: 100.0%.");
  });

  it("is absent where the report has no table of it", () => {
    expect(stackView({ ...full, stack: [] }, context)).toBeNull();
  });
});
