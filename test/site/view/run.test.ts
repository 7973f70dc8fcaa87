import { describe, expect, it } from "vitest";
import { runView, type RunView } from "../../../site/view/run.ts";
import { report } from "../../fixtures/report.ts";
import { contextFor } from "../../fixtures/site.ts";

function view(name: string): RunView {
  const run = report.runs.find(({ run: known }) => known === name);
  if (run === undefined) throw new Error(`Internal error: no run ${name}`);
  return runView(run, contextFor({ kind: "run", slug: "x" }));
}

describe("a run's page", () => {
  it("has the picture, the audit, the curve, the scores and the command that makes it again", () => {
    const shown = view("train-deep@tiny-world#2");
    expect(shown.audit).toMatchObject({ ok: true });
    expect(shown.training?.lines).toHaveLength(31);
    expect(shown.training?.curve).not.toBeNull();
    expect(shown.scores).toHaveLength(3);
    expect(shown.stack?.lines.length).toBeGreaterThan(3);
    expect(shown.command).toBe("harness run strategies/train-deep.yaml --profile tiny-world --seeds 2");
    expect(shown.json).toBe("train-deep~tiny-world~2.json");
  });

  it("says of a failed run what happened, and not that nothing was trained", () => {
    const shown = view("attention-only@tiny-world#3");
    expect(shown.failure?.title).toContain("out-of-memory");
    expect([shown.auditAbsent, shown.trainingAbsent]).toEqual(Array(2).fill("The run did not get that far."));
  });

  it("stands for an imported model, which has no strategy and no training", () => {
    const shown = view(`other"><script>alert(1)</script>`);
    expect(shown).toMatchObject({ strategyHref: null, stack: null, training: null, audit: null });
    expect(shown.trainingAbsent).toBe("This run trained nothing.");
  });
});
