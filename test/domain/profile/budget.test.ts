import { describe, expect, it } from "vitest";
import { budgetSpec } from "../../../harness/domain/contract/spec.ts";
import {
  amountSteps,
  budgetSteps,
  budgetTokens,
  trainBudget,
} from "../../../harness/domain/profile/budget.ts";
import type { Budget } from "../../../harness/domain/profile/profile.ts";

const BUDGET: Budget = {
  size: { kind: "tokens", tokens: 1_000_000_000 },
  equal: "tokens",
  sequence: 4096,
  batch: 64,
  microBatch: 2,
  lr: 3e-5,
  warmup: { kind: "percent", percent: 10 },
  schedule: "cosine",
  minLr: 0,
  weightDecay: 0.01,
  betas: [0.9, 0.95],
  eps: 1e-8,
  clip: 1,
};

describe("a budget", () => {
  it("in tokens becomes whole steps, rounded up", () => {
    expect(budgetSteps(BUDGET)).toBe(3815); // 1e9 / 262,144 = 3814.7
    expect(budgetTokens(BUDGET)).toBe(3815 * 262_144);
    expect(budgetSteps({ ...BUDGET, size: { kind: "tokens", tokens: 262_144 } })).toBe(1);
    expect(budgetSteps({ ...BUDGET, size: { kind: "steps", steps: 150 } })).toBe(150);
  });

  it("gives its shares in steps", () => {
    expect(amountSteps({ kind: "percent", percent: 10 }, BUDGET)).toBe(382); // 381.5
    expect(amountSteps({ kind: "steps", steps: 20 }, BUDGET)).toBe(20);
    expect(amountSteps({ kind: "tokens", tokens: 262_145 }, BUDGET)).toBe(2);
  });

  it("is what the worker's contract asks for", () => {
    expect(budgetSpec.parse(trainBudget(BUDGET))).toMatchObject({
      steps: 3815,
      warmup_steps: 382,
      micro_batch: 2,
      betas: [0.9, 0.95],
    });
  });
});
